import { simpleMessages } from '../mailstack/demo/simple-mail.ts';
import { loadMail } from '../mailstack/load.ts';
import { startTestStack, type TestStack } from '../mailstack/testing.ts';

/** One mailbox with a known number of messages in INBOX, and some in a second folder. */
export interface Bed {
  size: number;
  address: string;
  password: string;
}

export const OTHER_FOLDER = 'Archive';
const OTHER_SIZE = 500;
const SEED = 20_261_122;
const PASSWORD = 'Canary-7-tilleul';

/** A mail stack with a mailbox for each size. Mail is kept by fsync "never": the disk is not what is measured. */
export async function makeBeds(
  sizes: number[],
  mailFormat: 'sdbox' | 'maildir' = 'sdbox',
): Promise<{ stack: TestStack; beds: Bed[] }> {
  const stack = await startTestStack({ mailFormat });
  const beds: Bed[] = [];
  for (const size of sizes) {
    const address = `bench-${size}@bench.example`;
    await stack.addMailbox(address, PASSWORD, { name: `Bench ${size}` });
    await loadMail(stack, address, inFolder('INBOX', size));
    await loadMail(stack, address, inFolder(OTHER_FOLDER, Math.min(size, OTHER_SIZE)));
    beds.push({ size, address, password: PASSWORD });
  }
  return { stack, beds };
}

function* inFolder(folder: string, count: number) {
  for (const message of simpleMessages(count, new Date(), SEED)) yield { ...message, folder };
}
