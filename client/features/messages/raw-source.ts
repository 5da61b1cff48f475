import { useEffect, useState } from 'react';
import { sourceAddress } from '../../../shared/messages.ts';

interface RawSource {
  text: string;
  /** True when there is more than is here. */
  isCut: boolean;
  isDone: boolean;
  isBroken: boolean;
}

const NOTHING: RawSource = { text: '', isCut: false, isDone: false, isBroken: false };

/** The beginning of a message as it was received, in bytes at most; shown while it comes. */
export function useRawSource(folder: string, uid: number, most: number): RawSource {
  const [source, setSource] = useState(NOTHING);
  useEffect(() => {
    const over = new AbortController();
    readSome(sourceAddress(folder, uid), most, over.signal, setSource).catch(() => {
      if (!over.signal.aborted) setSource({ ...NOTHING, isBroken: true });
    });
    return () => over.abort();
  }, [folder, uid, most]);
  return source;
}

async function readSome(
  address: string,
  most: number,
  signal: AbortSignal,
  give: (source: RawSource) => void,
) {
  const response = await fetch(address, { signal });
  if (!response.ok || !response.body) throw new Error(String(response.status));
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  for (;;) {
    const { value, done } = await reader.read();
    const piece = value?.subarray(0, most - bytes);
    bytes += piece?.length ?? 0;
    const isCut = value !== undefined && value.length > (piece?.length ?? 0);
    text += decoder.decode(piece, { stream: !done && !isCut });
    give({ text, isCut, isDone: done || isCut, isBroken: false });
    // The rest is not asked for: the bridge stops reading too.
    if (isCut) return void reader.cancel();
    if (done) return;
  }
}

/** Header fields as they stand, unfolded, in their order. */
export function headerFields(source: string): [name: string, value: string][] {
  const [header = ''] = source.split(/\r?\n\r?\n/, 1);
  const lines = header.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return lines.flatMap((line): [string, string][] => {
    const colon = line.indexOf(':');
    return colon > 0 ? [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]] : [];
  });
}
