import { createHash } from 'node:crypto';
import PostalMime, { type Email } from 'postal-mime';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DemoMailbox, type DemoMessage, demoMailboxes } from './demo-mail.ts';

const now = new Date('2026-11-22T09:30:00Z');
const boxes = demoMailboxes(now);
const box = (local: string) =>
  boxes.find((one) => one.address === `${local}@demo.example`) as DemoMailbox;

/** Beyond this a letter is a picture with two words around it: its lines are checked, not its contents. */
const HEAVY = 900_000;

const counts: Record<
  string,
  { all: number; inbox: number; bytes: number; trash: number; hash: string }
> = {};
const lineFaults: string[] = [];
const lateDates: string[] = [];
const disorder: string[] = [];
const ids = new Set<string>();
const parsed = new Map<string, { message: DemoMessage; mail: Email }[]>();

beforeAll(async () => {
  for (const one of boxes) await readThrough(one);
});

describe('the demo mailboxes', () => {
  it('have the people, the sizes and the numbers they promise', () => {
    expect(boxes.map(({ address }) => address)).toEqual(
      ['camille', 'kenji', 'amina', 'marc'].map((local) => `${local}@demo.example`),
    );
    expect(counts.camille?.all).toBeGreaterThan(320);
    expect(counts.kenji?.all).toBeGreaterThan(75);
    expect(counts.amina?.all).toBeGreaterThan(140);
    expect(counts.marc?.inbox).toBe(5000);
  });

  it('keep their aliases apart', () => {
    const names = boxes.flatMap(({ address, aliases }) => [address, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('are the same bytes for the same now', () => {
    for (const again of demoMailboxes(now)) {
      const local = again.address.split('@')[0] as string;
      expect(hashOf(again), local).toBe(counts[local]?.hash);
    }
  });

  it('lie in the past, oldest first, one of them minutes ago', () => {
    expect(lateDates).toEqual([]);
    expect(disorder).toEqual([]);
    const newest = [...box('camille').messages].at(-1) as DemoMessage;
    expect(now.getTime() - newest.date.getTime()).toBeLessThan(10 * 60_000);
  });

  it('end every line with CRLF and none beyond 998 bytes', () => {
    expect(lineFaults).toEqual([]);
  });

  it('fill the small mailbox almost to its quota, much of it in Trash', () => {
    const share = (counts.amina?.bytes ?? 0) / box('amina').quotaBytes;
    expect(share).toBeGreaterThan(0.95);
    expect(share).toBeLessThan(0.98);
    expect(counts.amina?.trash).toBeGreaterThan(13_000_000);
  });
});

describe('the letters', () => {
  it('parse, and all but one have an author', () => {
    const strangers = everything().filter(({ mail }) => !mail.from?.address);
    expect(strangers.map(({ mail }) => mail.subject)).toEqual(['Message du scanner du local']);
    const noSubject = everything().filter(({ mail }) => !mail.subject);
    expect(noSubject).toHaveLength(1);
  });

  it('say what was meant, in every charset', () => {
    const meant: [box: string, subject: string, words: string][] = [
      ['kenji', '会議資料のご確認のお願い', 'いつもお世話になっております'],
      ['kenji', '返却期限のお知らせ', '苔の図鑑'],
      [
        'kenji',
        '【重要】来年度の組合会費と総会の日程、ならびに会場変更に関するお知らせ（必ず最後までお読みください）',
        'お茶菓子',
      ],
      ['amina', 'مخطط البيت الجديد', 'السلام عليكم أستاذة أمينة'],
      ['amina', 'صور العيد', 'والكعك محفوظ في الثلاجة'],
      ['marc', 'Привет из библиотеки вещей', 'самовар'],
      ['marc', '关于工具图书馆的合作', '工具图书馆'],
      ['marc', 'Pozdrowienia z Łodzi i pytanie o wiertarkę', 'pożyczana'],
      ['marc', 'Το εργαστήριο της γειτονιάς', 'κατσίκα'],
      ['marc', 'Eşya kütüphanesi için teşekkürler', 'Gönderdiğiniz'],
      ['marc', '동네 공구 도서관 소식', '재봉틀이'],
      ['marc', 'L’oggettoteca compie un anno', 'Perché'],
    ];
    for (const [local, subject, words] of meant) {
      const found = parsed.get(local)?.find(({ mail }) => trueQuotes(mail.subject) === subject);
      expect(found?.mail.text, subject).toContain(words);
    }
  });

  it('lose no sign to their charset', () => {
    const broken = everything().filter(({ mail }) =>
      /\ufffd|\{[a-z]+[+-]?\d*\}/.test(`${mail.subject} ${mail.text} ${mail.html}`),
    );
    expect(broken.map(({ mail }) => mail.subject)).toEqual([]);
  });

  it('answer one another', () => {
    const replies = everything().filter(({ mail }) => mail.inReplyTo);
    expect(replies.length).toBeGreaterThan(600);
    expect(replies.filter(({ mail }) => !ids.has(mail.inReplyTo as string)).length).toBe(0);
    const long = replies.filter(
      ({ mail }) => mail.subject === 'Re: [conseil] Un nom pour le nouveau local',
    );
    expect(long).toHaveLength(39);
  });

  it('carry real files', () => {
    const files = everything().flatMap(({ mail }) => mail.attachments);
    const pdfs = files
      .filter((file) => file.mimeType === 'application/pdf')
      .map((file) => bytesOf(file.content));
    expect(pdfs.length).toBeGreaterThan(150);
    for (const pdf of pdfs) {
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(pdf.subarray(-6).toString()).toBe('%%EOF\n');
    }
    const pictures = files
      .filter((file) => file.mimeType === 'image/png')
      .map((file) => bytesOf(file.content));
    expect(pictures.every((png) => png.subarray(1, 4).toString() === 'PNG')).toBe(true);
    expect(files.map((file) => file.filename)).toContain('総会日程と会場のご案内（最新版）.csv');
    expect(files.map((file) => file.filename)).toContain("partition d'été (trombone).pdf");
  });

  it('invite, change and cancel', () => {
    const raw = (parsed.get('camille') ?? []).map(({ message }) => message.raw.toString('latin1'));
    for (const method of ['REQUEST', 'CANCEL']) {
      expect(
        raw.some((text) => text.includes(`text/calendar; charset=utf-8; method=${method}`)),
      ).toBe(true);
    }
  });
});

async function readThrough(one: DemoMailbox): Promise<void> {
  const local = one.address.split('@')[0] as string;
  const tally = { all: 0, inbox: 0, bytes: 0, trash: 0, hash: hashOf(one) };
  const mails: { message: DemoMessage; mail: Email }[] = [];
  let before = 0;
  for (const message of one.messages) {
    tally.all++;
    tally.bytes += message.raw.length;
    if (message.folder === 'INBOX') tally.inbox++;
    if (message.folder === 'Trash') tally.trash += message.raw.length;
    if (message.date.getTime() < before) disorder.push(`${local} ${message.date.toISOString()}`);
    before = message.date.getTime();
    if (message.date > now) lateDates.push(`${local} ${message.date.toISOString()}`);
    checkLines(local, message);
    ids.add(/^Message-ID: (\S+)/m.exec(message.raw.toString('latin1', 0, 3000))?.[1] ?? '');
    if (message.raw.length < HEAVY)
      mails.push({ message, mail: await PostalMime.parse(message.raw) });
  }
  counts[local] = tally;
  parsed.set(local, mails);
}

/** Node 20 decodes windows-1252 as if it were ISO-8859-1. */
const trueQuotes = (text = '') => text.replaceAll('\u0092', '’');

const everything = () => [...parsed.values()].flat();

function hashOf(one: DemoMailbox): string {
  const hash = createHash('sha1');
  for (const { folder, flags, date, raw } of one.messages) {
    hash.update(`${folder} ${flags.join()} ${date.toISOString()}\n`).update(raw);
  }
  return hash.digest('hex');
}

function checkLines(local: string, { raw, date }: DemoMessage): void {
  const where = `${local} ${date.toISOString()}`;
  let start = 0;
  for (let end = raw.indexOf(10); end >= 0; end = raw.indexOf(10, start)) {
    if (raw[end - 1] !== 13) lineFaults.push(`${where}: bare LF at ${end}`);
    if (end - 1 - start > 998) lineFaults.push(`${where}: ${end - start} bytes at ${start}`);
    start = end + 1;
  }
  if (start !== raw.length) lineFaults.push(`${where}: no line end`);
  const returns = raw.toString('latin1').match(/\r(?!\n)/);
  if (returns) lineFaults.push(`${where}: bare CR`);
}

function bytesOf(content: ArrayBuffer | Uint8Array | string): Buffer {
  return Buffer.from(content as Uint8Array);
}
