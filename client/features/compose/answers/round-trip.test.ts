// @vitest-environment jsdom
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email, type Address as Mailbox } from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { buildLetter } from '../../../../server/features/compose/letter.ts';
import { letter } from '../../../../shared/compose.ts';
import type { Address, Message } from '../../../../shared/messages.ts';
import type { Draft } from '../composing.ts';
import { letterOf } from '../letter-of.ts';
import { type AnswerKind, answerTo } from './answer.ts';
import { richAnswerTo } from './rich-answer.ts';

// Every message of the corpus is answered and forwarded; what is built is read again by another parser.

const CORPUS = resolve(import.meta.dirname, '../../../../../shared/corpus/eml');
const hasCorpus = existsSync(resolve(CORPUS, 'index.jsonl'));
if (!hasCorpus) console.log('round trip: skipped, there is no corpus beside the project');

const ME = 'me@example.org';
const WORDS = 'What I have to say.';

describe.skipIf(!hasCorpus)('the corpus of messages', () => {
  const files = hasCorpus
    ? readFileSync(resolve(CORPUS, 'index.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { file: string }).file)
    : [];

  it.each(['reply-all', 'forward'] as const)(
    'makes valid letters: %s',
    { timeout: 300_000 },
    async (kind) => {
      const wrong: string[] = [];
      for (const file of files) {
        const message = await read(file);
        for (const isRich of message.bodies.some(({ type }) => type === 'text/html')
          ? [true, false]
          : [false])
          wrong.push(...(await check(message, kind, isRich)).map((one) => `${file}: ${one}`));
      }
      expect(wrong).toEqual([]);
    },
  );
});

async function check(message: Message, kind: AnswerKind, isRich: boolean): Promise<string[]> {
  const words = { t: (id: string) => id, date: 'today' };
  const answer = (isRich ? richAnswerTo : answerTo)(message, kind, [ME], words);
  const draft = { ...EMPTY, html: null, ...answer } as Draft;
  const written = isRich
    ? { ...draft, html: `<div>${WORDS}</div>` }
    : { ...draft, text: WORDS + draft.text };
  // The files are fetched by the bridge: here it is the letter itself that counts.
  const parsed = letter.safeParse({
    ...letterOf(written),
    to: people(draft.to),
    cc: people(draft.cc),
  });
  if (!parsed.success) return [`refused: ${parsed.error.message.slice(0, 200)}`];
  const raw = await buffer(buildLetter(parsed.data, '<1@example.org>', new Date(0)).bytes);
  const again = await PostalMime.parse(new Uint8Array(raw));
  const said = again.text ?? '';
  return [
    again.subject !== clean(parsed.data.subject) &&
      `subject ${JSON.stringify([again.subject, parsed.data.subject])}`,
    addresses(again.to).join() !== parsed.data.to.map(({ address }) => address).join() && 'to',
    (again.inReplyTo ?? '') !== (parsed.data.inReplyTo ?? '') && 'in-reply-to',
    !said.includes(WORDS) && 'words',
    isRich && !again.html?.includes(`<div>${WORDS}</div><div class="sobre-quote">`) && 'html',
    isRich &&
      /<style|<script|\son\w+=/i.test(again.html?.replace(/"[^"]*"/g, '') ?? '') &&
      'hostile html',
    /\r(?!\n)|(?<!\r)\n/.test(raw.toString('latin1')) && 'line ends (S-30)',
  ].filter((one) => typeof one === 'string');
}

const EMPTY: Omit<Draft, 'html'> = {
  id: '0b8f3c1e-2b46-4b5e-9a57-3f4f9f3f7f00',
  owner: ME,
  from: { name: '', address: ME },
  replyTo: [],
  to: [],
  cc: [],
  bcc: [],
  subject: '',
  text: '',
  quote: null,
  references: [],
  files: [],
  source: null,
};

/** Addresses that cannot be written to are told to the writer, and stay behind. */
const people = (list: Draft['to']) =>
  list.filter(
    ({ address }) => letter.shape.to._zod.def.element.safeParse({ name: '', address }).success,
  );

const clean = (text: string) => text.trim();
const addresses = (list: Mailbox[] | undefined) => (list ?? []).map(({ address }) => address ?? '');

/** As the bridge would tell it, roughly: texts, people and threads. */
async function read(file: string): Promise<Message> {
  const raw = readFileSync(resolve(CORPUS, file), 'latin1').replace(/\r?\n/g, '\r\n');
  const email = await PostalMime.parse(Buffer.from(raw, 'latin1').toString('latin1')).catch(
    () => ({ headers: [], attachments: [] }) as unknown as Email,
  );
  const flat = (list: Mailbox[] | undefined): Address[] =>
    (list ?? [])
      .flatMap((one) => ('group' in one && one.group ? one.group : [one]))
      .map(({ name, address }) => ({ name: name ?? '', address: address ?? '' }));
  // Style sheets take a browser to be read: a journey looks at them.
  const html = email.html?.replace(/<style[\s\S]*?(?:<\/style>|$)/gi, '');
  const content = html ?? email.text ?? '';
  return {
    uid: 7,
    folder: 'INBOX',
    uidValidity: '1',
    flags: [],
    modseq: '1',
    from: flat(email.from && [email.from]),
    sender: [],
    replyTo: flat(email.replyTo),
    to: flat(email.to),
    cc: flat(email.cc),
    bcc: [],
    subject: (email.subject ?? '').replace(/[\p{Cc}\u2028\u2029]+/gu, ' '),
    date: 0,
    received: 0,
    size: raw.length,
    messageId: email.messageId ?? '',
    inReplyTo: email.inReplyTo ?? '',
    references: email.references?.match(/<[^<>\s]+>/g)?.slice(-100) ?? [],
    listHeaders: [],
    bodies: [
      {
        ...{ part: '1', content, flowed: false, delSp: false, truncated: false },
        type: html ? 'text/html' : 'text/plain',
      },
    ],
    plainAlternative: '',
    attachments: email.attachments.map(({ filename, mimeType, contentId }, i) => ({
      part: String(i + 2),
      name: (filename ?? '').replace(/[\r\n\0]/g, ''),
      type: mimeType,
      size: 1,
      contentId: contentId?.replace(/^<|>$/g, '') ?? '',
      inline: false,
    })),
  };
}
