import { randomBytes, randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { TestStack } from '../mailstack/testing.ts';
import { uploadFile } from '../server/features/uploads/testing.ts';
import type { Visitor } from '../server/testing.ts';
import { type Letter, sendLetter } from '../shared/compose.ts';
import type { Bed } from './bed.ts';
import { type Figure, measure } from './measure.ts';
import { connectRaw } from './raw-imap.ts';

const ATTACHED = 25 * 1024 * 1024;
const LETTER = 'send → delivered';
const LARGE = 'send 25 MB → delivered';

/** Submission by hand, until a connection that idles in the reader's Inbox hears of the letter. */
export async function writingFloor(stack: TestStack, bed: Bed, rounds: number): Promise<Figure[]> {
  const { address, password } = bed;
  const transport = createTransport({
    host: '127.0.0.1',
    port: stack.ports.submission,
    requireTLS: true,
    tls: { rejectUnauthorized: false },
    auth: { user: address, pass: password },
  });
  const mail = { from: address, to: address, subject: 'Bench', text: 'Hello' };
  const file = { filename: 'photos.zip', content: randomBytes(ATTACHED) };
  const arrivals = await listen(stack, bed);
  try {
    return [
      await measure(LETTER, rounds, () => arrivals.after(() => transport.sendMail(mail))),
      await measure(LARGE, Math.min(rounds, 3), () =>
        arrivals.after(() => transport.sendMail({ ...mail, attachments: [file] })),
      ),
    ];
  } finally {
    arrivals.stop();
    transport.close();
  }
}

/** The same through the bridge: for the large one the file is sent to it in pieces first. */
export async function writingApi(
  stack: TestStack,
  visitor: Visitor,
  bed: Bed,
  rounds: number,
): Promise<Figure[]> {
  const arrivals = await listen(stack, bed);
  const bytes = randomBytes(ATTACHED);
  const send = (attachments: Letter['attachments'] = []) =>
    visitor.call(sendLetter, { ...letterFor(bed), attachments });
  try {
    return [
      await measure(LETTER, rounds, () => arrivals.after(() => send())),
      await measure(LARGE, Math.min(rounds, 3), () =>
        arrivals.after(async () => {
          const id = await uploadFile(visitor, { name: 'photos.zip', bytes });
          await send([{ kind: 'upload', id, name: 'photos.zip', contentId: null }]);
        }),
      ),
    ];
  } finally {
    arrivals.stop();
  }
}

const letterFor = ({ address }: Bed): Letter => ({
  id: randomUUID(),
  from: { name: '', address },
  to: [{ name: '', address }],
  cc: [],
  bcc: [],
  subject: 'Bench',
  text: 'Hello',
});

async function listen(stack: TestStack, bed: Bed) {
  const imap = await connectRaw(stack, bed);
  await imap.mailboxOpen('INBOX');
  void imap.idle().catch(() => {});
  return {
    /** Milliseconds from the beginning of an act until the letter is in the Inbox. */
    async after(act: () => Promise<unknown>): Promise<number> {
      const arrived = new Promise((resolve) => imap.once('exists', resolve));
      const start = performance.now();
      await act();
      await arrived;
      return performance.now() - start;
    },
    stop: () => imap.close(),
  };
}
