import { expect, type Locator, type Page } from '@playwright/test';

/** The parts of the page, found as people and screen readers find them. */
export const part = {
  tree: (page: Page) => page.getByRole('navigation', { name: 'Folders' }),
  /** A folder's line; its name may go on with the unread count. */
  folder: (page: Page, name: string) =>
    part.tree(page).getByRole('treeitem', { name: new RegExp(`^${escaped(name)}(, |$)`) }),
  list: (page: Page) => page.getByRole('grid', { name: 'Messages' }),
  rows: (page: Page) => part.list(page).getByRole('row', { name: /./ }),
  row: (page: Page, words: string | RegExp) => part.list(page).getByRole('row', { name: words }),
  message: (page: Page) => page.getByRole('region', { name: 'Message' }),
  /** A button of the message that is open. */
  act: (page: Page, name: string) => part.message(page).getByRole('button', { name, exact: true }),
  body: (page: Page) => part.message(page).frameLocator('iframe[title="Message body"]'),
  composer: (page: Page) => page.getByRole('dialog', { name: 'New message' }),
  field: (page: Page, name: string) =>
    part
      .composer(page)
      .getByRole(name === 'Subject' || name === 'Message' ? 'textbox' : 'combobox', {
        name,
        exact: true,
      }),
  /** What the page says it did. */
  said: (page: Page, words: string | RegExp) => page.getByRole('status').filter({ hasText: words }),
  refused: (page: Page, words: string | RegExp) =>
    page.getByRole('alert').filter({ hasText: words }),
};

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

interface Credentials {
  address: string;
  password: string;
}

export async function fillSignIn(page: Page, { address, password }: Credentials) {
  await page.getByRole('textbox', { name: 'Email address' }).fill(address);
  await page.getByLabel('Password', { exact: true }).fill(password);
}

/** Signs in; the inbox is then in sight, with its count. */
export async function signIn(page: Page, who: Credentials) {
  await page.goto('/login');
  await fillSignIn(page, who);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await listIsThere(page);
}

export async function listIsThere(page: Page) {
  await expect(part.list(page)).toHaveAttribute('aria-busy', 'false');
}

export async function openAccountMenu(page: Page) {
  await page.getByRole('button', { name: 'Account' }).click();
}

export async function signOut(page: Page) {
  await openAccountMenu(page);
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
}

/** Opens a message by its row and waits for its heading. */
export async function openMessage(page: Page, subject: string) {
  await part.row(page, subject).click();
  await expect(part.message(page).getByRole('heading', { name: subject })).toBeVisible();
}

export async function openFolder(page: Page, name: string) {
  await part.folder(page, name).click();
  await expect(part.folder(page, name)).toHaveAttribute('aria-selected', 'true');
  await listIsThere(page);
}

/** Begins a letter and fills what is given. */
export async function write(
  page: Page,
  { to, subject, text }: { to?: string; subject?: string; text?: string },
) {
  await page.getByRole('button', { name: 'Compose' }).first().click();
  await expect(part.composer(page)).toBeVisible();
  if (to) await addRecipient(page, 'To', to);
  if (subject) await part.field(page, 'Subject').fill(subject);
  if (text) await part.field(page, 'Message').fill(text);
}

export async function addRecipient(page: Page, field: 'To' | 'Cc' | 'Bcc', address: string) {
  await part.field(page, field).fill(address);
  await part.field(page, field).press('Enter');
}

export const sendButton = (page: Page): Locator =>
  part.composer(page).getByRole('button', { name: 'Send', exact: true });

export async function send(page: Page) {
  await sendButton(page).click();
  await expect(part.said(page, /^Sent/)).toBeVisible();
}

/** One row for each message, as the person could choose in the settings. */
export async function showSingleMessages(page: Page) {
  await page.goto('/settings/general');
  const kept = page.waitForResponse(
    (response) =>
      response.url().endsWith('/api/preferences') && response.request().method() === 'PATCH',
  );
  await page.getByRole('radio', { name: 'One row for each message' }).check();
  // A page that is left at once would take the choice along.
  await kept;
  await page.goto('/mail/INBOX');
  await listIsThere(page);
}
