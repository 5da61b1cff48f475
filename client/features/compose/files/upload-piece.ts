import { pieceAddress } from '../../../../shared/uploads.ts';
import { ApiError, refusalOf } from '../../../api/call.ts';

interface Piece {
  id: string;
  place: number;
  bytes: ArrayBuffer;
  signal: AbortSignal;
  /** How many bytes of the piece are on their way. */
  tell(loaded: number): void;
}

/**
 * Sends a piece of a file, by XMLHttpRequest: it alone tells how far an upload is.
 *
 * @returns how far the file has come.
 * @throws ApiError; `upload-place` brings with it where the file goes on.
 */
export function sendPiece({ id, place, bytes, signal, tell }: Piece): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const unreachable = () => reject(new ApiError('unavailable', 'The webmail cannot be reached.'));
    request.open('PUT', pieceAddress(id, place));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-Sobre', '1');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded }) => tell(loaded);
    request.onload = () => {
      if (request.status === 200) resolve(request.response?.received);
      else reject(refusalOf(request.response));
    };
    request.onerror = unreachable;
    request.onabort = unreachable;
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(bytes);
  });
}
