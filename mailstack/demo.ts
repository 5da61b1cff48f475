import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addAlias, addDomain, addMailbox } from '../server/store/accounts.ts';
import { type Accounts, openAccounts } from '../server/store/accounts-data.ts';
import { domainOf } from '../server/store/address.ts';
import { type DemoMailbox, demoMailboxes } from './demo/demo-mail.ts';
import { loadMail } from './load.ts';
import type { MailStack } from './mailstack.ts';

/**
 * Makes the demo mailboxes, their aliases and their mail, each once: a mailbox that was filled belongs
 * to whoever plays with it, and one whose filling was interrupted is filled anew.
 */
export async function seedDemo(stack: MailStack): Promise<DemoMailbox[]> {
  const mailboxes = demoMailboxes(new Date());
  const filled = await filledMailboxes(stack);
  const accounts = await openAccounts(stack.accountsUrl);
  try {
    for (const mailbox of mailboxes.filter(({ address }) => !filled.includes(address))) {
      await createAccount(accounts, mailbox);
      await fill(stack, mailbox);
      filled.push(mailbox.address);
      await writeFile(listOfFilled(stack), JSON.stringify(filled));
    }
  } finally {
    await accounts.destroy();
  }
  return mailboxes;
}

async function filledMailboxes(stack: MailStack): Promise<string[]> {
  const list = await readFile(listOfFilled(stack), 'utf8').catch(() => '[]');
  return JSON.parse(list);
}

function listOfFilled({ layout }: MailStack): string {
  return join(layout.home, 'demo.json');
}

async function createAccount(accounts: Accounts, mailbox: DemoMailbox): Promise<void> {
  await addDomain(accounts, domainOf(mailbox.address));
  await addMailbox(accounts, mailbox);
  for (const alias of mailbox.aliases) {
    await addDomain(accounts, domainOf(alias));
    await addAlias(accounts, alias, mailbox.address);
  }
}

async function fill(stack: MailStack, { address, messages }: DemoMailbox): Promise<void> {
  const [local, domain] = address.split('@') as [string, string];
  await rm(join(stack.layout.mail, domain, local), { recursive: true, force: true });
  await loadMail(stack, address, messages);
}
