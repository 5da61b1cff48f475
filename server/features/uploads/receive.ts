import type { Request } from 'express';
import { Refusal } from '../../../shared/refusal.ts';
import type { Upload } from '../../../shared/uploads.ts';
import { appendBlob, deleteBlob } from '../../store/blobs.ts';
import type { OwnData } from '../../store/own-data.ts';
import { findUpload, receivedBytes, touchUpload, uploadBlob } from '../../store/uploads.ts';

/** Takes the bytes of files as they come, one request a file at a time. */
export class Receiver {
  readonly #store: OwnData;
  readonly #busy = new Map<string, { end(): void; ended: Promise<unknown> }>();

  constructor(store: OwnData) {
    this.#store = store;
  }

  /**
   * Adds a request's body to a file. What came before a cut is kept.
   *
   * @returns how far the file has come; null when nobody waits for the answer.
   * @throws Refusal `upload-place` with how far it really is, `too-large`, `not-found`.
   */
  async receive(
    account: string,
    { id, place }: { id: string; place: number },
    request: Request,
  ): Promise<Pick<Upload, 'received'> | null> {
    // A request that still hangs from before the cut has nobody behind it.
    await this.stop(account, id);
    const given = new AbortController();
    const work = this.#append(account, { id, place }, request, given.signal);
    const entry = { end: () => given.abort(), ended: work.catch(() => {}) };
    this.#busy.set(uploadBlob(account, id), entry);
    try {
      return await work;
    } catch (error) {
      // What is left of the body is let pass, so that the answer reaches who still sends it.
      request.resume();
      if (request.destroyed && !request.complete) return null;
      throw error;
    } finally {
      if (this.#busy.get(uploadBlob(account, id)) === entry)
        this.#busy.delete(uploadBlob(account, id));
    }
  }

  /** Ends what is being received for a file. */
  async stop(account: string, id: string) {
    const key = uploadBlob(account, id);
    for (let running = this.#busy.get(key); running; running = this.#busy.get(key)) {
      running.end();
      await running.ended;
    }
  }

  async #append(
    account: string,
    { id, place }: { id: string; place: number },
    request: Request,
    signal: AbortSignal,
  ) {
    if (!request.is('application/octet-stream'))
      throw new Refusal('input-invalid', 'The request carries no bytes.');
    const entry = await findUpload(this.#store, account, id);
    if (!entry) throw new Refusal('not-found', 'There is no such file.');
    const received = await receivedBytes(this.#store, entry);
    if (place !== received)
      throw new Refusal('upload-place', 'The file goes on at another place.', { received });
    const body = new Body(request, entry.size - received, signal);
    const added = await appendBlob(this.#store, uploadBlob(account, id), body.bytes());
    await touchUpload(this.#store, account, id, Date.now());
    if (!(await findUpload(this.#store, account, id)))
      await deleteBlob(this.#store, uploadBlob(account, id));
    if (body.isTooLong)
      throw new Refusal('too-large', 'The file is longer than it was said to be.');
    return body.isCut ? null : { received: received + added };
  }
}

/** The bytes of a request, no more than there is room for, as far as they come. */
class Body {
  isCut = false;
  isTooLong = false;
  readonly #request: Request;
  readonly #room: number;
  readonly #signal: AbortSignal;

  constructor(request: Request, room: number, signal: AbortSignal) {
    this.#request = request;
    this.#room = room;
    this.#signal = signal;
  }

  async *bytes(): AsyncGenerator<Buffer> {
    let room = this.#room;
    const end = () => this.#request.destroy();
    this.#signal.addEventListener('abort', end, { once: true });
    try {
      // Not destroyed when it is not read to its end: the refusal goes back the same way.
      for await (const piece of this.#request.iterator({ destroyOnReturn: false })) {
        this.isTooLong = piece.length > room;
        yield piece.subarray(0, room);
        room -= piece.length;
        if (this.isTooLong) return;
      }
    } catch {
      // The line was cut: what came is worth keeping.
      this.isCut = true;
    } finally {
      this.#signal.removeEventListener('abort', end);
    }
  }
}
