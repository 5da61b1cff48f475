import { remoteImageAddress } from '../../../shared/remote-images.ts';
import type { RemotePicture, SafeMail } from './sanitize.ts';

/** As many as a browser asks one host for at a time. */
const AT_A_TIME = 6;

export const wanted = ({ remote }: SafeMail) => remote.filter(({ isTracker }) => !isTracker);

/**
 * Fetches pictures of other servers through the bridge, each once, into `blob:` addresses; what looks like
 * a tracker is never asked for. Answers how to let go.
 *
 * @param onEnd told at the end how many did not come.
 */
export function showRemotePictures(mail: SafeMail, onEnd: (missing: number) => void): () => void {
  const leaving = new AbortController();
  const urls: string[] = [];
  const places = new Map<string, RemotePicture[]>();
  for (const one of wanted(mail)) places.set(one.url, [...(places.get(one.url) ?? []), one]);
  const waiting = [...places];
  let missing = 0;
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const blob = await fetchPicture(next[0], leaving.signal);
      if (leaving.signal.aborted) return;
      if (!blob) missing++;
      else {
        const url = URL.createObjectURL(blob);
        urls.push(url);
        for (const picture of next[1]) show(picture, url);
      }
    }
  };
  void Promise.all(Array.from({ length: AT_A_TIME }, work)).then(
    () => leaving.signal.aborted || onEnd(missing),
  );
  return () => {
    leaving.abort();
    for (const url of urls) URL.revokeObjectURL(url);
  };
}

async function fetchPicture(url: string, signal: AbortSignal): Promise<Blob | null> {
  try {
    const response = await fetch(remoteImageAddress(url), { signal, headers: { 'X-Sobre': '1' } });
    return response.ok ? await response.blob() : null;
  } catch {
    return null;
  }
}

function show({ element, place }: RemotePicture, url: string) {
  if (place === 'image') element.setAttribute('src', url);
  else element.style.backgroundImage = `url("${url}")`;
}
