import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { MailExport } from '../../../shared/exports.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { seal, unseal } from '../../mail/sealed.ts';
import {
  deleteExport,
  deletePieces,
  listPieces,
  type PieceRow,
  readExports,
  readPiece,
  writeExport,
  writePiece,
} from '../../store/exports.ts';
import type { Piece } from './letter.ts';

/** What is kept of an export: what people see of it, and which messages were meant. */
export interface Kept extends MailExport {
  account: string;
  /** UIDs of a selection, null = whole folders. */
  selection: { uidValidity: string; uids: number[] } | null;
  updatedAt: number;
}

/** Nothing but SECRET_KEY opens it, as what errands are sealed with: a dump of the database tells no subject (S-36). */
const KEY = Buffer.from('export');

/** Exports and their pieces, opened and sealed at the table's edge. */
export class Records {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  async list(account: string): Promise<Kept[]> {
    const rows = await readExports(this.#context.store, account);
    return rows.flatMap(({ id, sealed, updatedAt }) => {
      const kept = this.#open<Kept>(sealed, `${account} ${id}`);
      // SECRET_KEY was changed: nobody can open it any more.
      return kept ? [{ ...kept, updatedAt }] : [];
    });
  }

  /** @throws Refusal `export-gone` */
  async find(account: string, id: string): Promise<Kept> {
    const found = (await this.list(account)).find((one) => one.id === id);
    if (!found) throw new Refusal('export-gone', 'There is no such download.');
    return found;
  }

  async write(kept: Kept): Promise<void> {
    const { account, id, createdAt } = kept;
    const sealed = this.#seal(kept, `${account} ${id}`);
    const row = { account, id, sealed, createdAt, updatedAt: Date.now() };
    await writeExport(this.#context.store, row);
  }

  delete(account: string, id: string): Promise<void> {
    return deleteExport(this.#context.store, account, id);
  }

  clear({ account, id }: Kept): Promise<void> {
    return deletePieces(this.#context.store, account, id);
  }

  /** Where the pieces of a part lie. */
  pieces({ account, id }: Kept, part: number) {
    return listPieces(this.#context.store, account, id, part);
  }

  async piece({ account, id }: Kept, row: Pick<PieceRow, 'part' | 'place'>): Promise<Piece> {
    const sealed = await readPiece(this.#context.store, account, id, row);
    const piece = sealed && this.#open<Piece>(sealed, pieceName(account, id, row));
    if (!piece) throw new Refusal('export-gone', 'There is no such download.');
    return piece;
  }

  async writePiece({ account, id }: Kept, row: Omit<PieceRow, 'sealed'>, piece: Piece) {
    const sealed = this.#seal(piece, pieceName(account, id, row));
    await writePiece(this.#context.store, account, id, { ...row, sealed });
  }

  #seal(what: unknown, name: string): string {
    const packed = deflateRawSync(JSON.stringify(what)).toString('base64');
    return seal(packed, name, KEY, this.#context.config.secretKey);
  }

  #open<T>(sealed: string, name: string): T | null {
    try {
      const packed = unseal(sealed, name, KEY, this.#context.config.secretKey);
      return JSON.parse(inflateRawSync(Buffer.from(packed, 'base64')).toString()) as T;
    } catch {
      return null;
    }
  }
}

const pieceName = (account: string, id: string, { part, place }: { part: number; place: number }) =>
  `${account} ${id} ${part} ${place}`;
