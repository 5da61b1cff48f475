import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startTestStack } from '../mailstack/testing.ts';
import { expect, PASSWORD, startServed, test } from './fixtures.ts';
import { letter } from './letters.ts';
import { listIsThere, part } from './mail-page.ts';

const ADDRESS = 'full@test.example';
const able = 'IMAP4rev1 UIDPLUS LIST-STATUS STATUS=SIZE QUOTA SPECIAL-USE NAMESPACE CONDSTORE';

/** A mail server that moves by copying, as some do: in a full mailbox nothing can go to Trash. */
async function startFull() {
  const stack = await startTestStack();
  const conf = join(stack.layout.home, 'dovecot/dovecot.conf');
  await appendFile(conf, `\nprotocol imap {\n  imap_capability = ${able}\n}\n`);
  await stack.stopDovecot();
  await stack.startDovecot();
  await stack.addMailbox(ADDRESS, PASSWORD, { quotaBytes: 200_000 });
  for (const subject of ['First', 'Second', 'Third'])
    await stack.append(ADDRESS, 'INBOX', await letter({ subject, text: 'x\r\n'.repeat(12_000) }));
  const large = join(stack.layout.home, 'large.eml');
  await writeFile(large, await letter({ subject: 'Large', text: 'x\r\n'.repeat(50_000) }));
  const unlimited = ['-o', 'plugin/quota=count:User quota:noenforcing'];
  await stack.doveadm(...unlimited, 'save', '-u', ADDRESS, '-m', 'INBOX', large);
  const served = await startServed(stack);
  return { stack, served };
}

test('a mailbox over its quota is emptied directly, with consent', async ({ page, complaints }) => {
  test.slow();
  complaints.foresee(/422/, /404/);
  const { stack, served } = await startFull();
  const subjects = () => stack.doveadm('fetch', '-u', ADDRESS, 'hdr.subject', 'all');
  try {
    await page.goto(`${served.url}/login`);
    await signInAt(page);
    await part.row(page, 'Large').hover();
    await part.row(page, 'Large').getByRole('button', { name: 'Delete' }).click();
    const question = page.getByRole('alertdialog', { name: 'Your mailbox is full' });
    await expect(question).toContainText('no room left to move this message to Trash');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(part.row(page, 'Large')).toBeVisible();
    expect(await subjects()).toContain('Large');

    await part.row(page, 'Large').hover();
    await part.row(page, 'Large').getByRole('button', { name: 'Delete' }).click();
    await question.getByRole('button', { name: 'Delete 1 message for good' }).click();
    await expect(part.said(page, 'Message deleted for good')).toBeVisible();
    await expect(part.row(page, 'Large')).toHaveCount(0);
    expect(await subjects()).not.toContain('Large');

    await part.row(page, 'First').hover();
    await part.row(page, 'First').getByRole('button', { name: 'Delete' }).click();
    await expect(part.said(page, /moved to Trash|Trash/).last()).toBeVisible();
    await expect
      .poll(() => stack.doveadm('fetch', '-u', ADDRESS, 'hdr.subject', 'mailbox', 'Trash', 'all'))
      .toContain('First');
  } finally {
    // A page that is left asks nobody any more.
    await page.goto('about:blank');
    await served.stop();
    await stack.stop();
  }
});

async function signInAt(page: Page) {
  await page.getByRole('textbox', { name: 'Email address' }).fill(ADDRESS);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await listIsThere(page);
}
