import { readFile } from 'node:fs/promises';
import { ImapFlow } from 'imapflow';
import { expect, test } from './fixtures.ts';
import { fillSignIn, part, signIn } from './mail-page.ts';
import { givePassword } from './second-factor-page.ts';

test('an app password opens the mailbox for a phone, not the webmail, until it is revoked', async ({
  page,
  ana,
  rig,
  otherBrowser,
  complaints,
}) => {
  test.slow();
  complaints.foresee(/401/);
  const phone = async (pass: string) => {
    const client = new ImapFlow({
      ...{ host: 'localhost', port: rig.stack.ports.imap, secure: false, logger: false },
      auth: { user: ana.address, pass },
      tls: { ca: await readFile(rig.stack.caFile) },
    });
    await client.connect();
    await client.logout();
  };
  await signIn(page, ana);
  await page.goto('/settings/password');
  await page.getByRole('button', { name: 'New app password' }).click();
  await page.getByLabel('Which device or program is it for?').fill('Telephone');
  await givePassword(page, ana.password, 'Make it');
  const made = page.getByRole('region', { name: 'App password for Telephone' });
  const secret = (await made.locator('code').textContent()) ?? '';
  await expect(made).toContainText(ana.address);
  await made.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(secret)).toHaveCount(0);
  const line = page.getByRole('list', { name: 'App passwords' }).getByRole('listitem');
  await expect(line).toContainText('never used');

  await phone(secret);
  await page.reload();
  await expect(line).toContainText('last used');

  const other = await otherBrowser();
  await other.goto('/login');
  await fillSignIn(other, { ...ana, password: secret });
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(other.getByRole('alert')).toHaveText(
    'This is an app password. It is for a phone or a mail program; here, use your own password.',
  );

  await page.getByRole('button', { name: 'Revoke Telephone' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(part.said(page, 'Telephone revoked')).toBeVisible();
  await expect(page.getByText('You have none yet.')).toBeVisible();
  await expect(phone(secret)).rejects.toThrow();
});
