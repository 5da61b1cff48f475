import type { Page } from '@playwright/test';
import { expectNoBarrier } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { RED_PNG } from './letters.ts';
import { addRecipient, fillSignIn, openMessage, part, send, signIn, write } from './mail-page.ts';

const words = (page: Page) => part.field(page, 'Message');
const tool = (page: Page, name: string) =>
  page.getByRole('toolbar', { name: 'Formatting' }).getByRole('button', { name, exact: true });

test('a rich letter arrives as it was written, with a plain alternative', async ({
  page,
  ana,
  bruno,
}) => {
  await signIn(page, ana);
  await write(page, { to: bruno.address, subject: 'Rich' });
  await words(page).click();
  await page.keyboard.type('Dear ');
  await page.keyboard.press('Control+b');
  await page.keyboard.type('Bruno');
  await page.keyboard.press('Control+b');
  await page.keyboard.type(',');
  await page.keyboard.press('Enter');
  await tool(page, 'Bulleted list').click();
  await page.keyboard.type('one');
  await page.keyboard.press('Enter');
  await page.keyboard.type('two');
  await expect(tool(page, 'Bulleted list')).toHaveAttribute('aria-pressed', 'true');
  await send(page);
  await expect
    .poll(() => bruno.find('hdr', 'mailbox', 'INBOX', 'all'))
    .toMatch(/multipart\/alternative/);
  const raw = await bruno.find('text', 'mailbox', 'INBOX', 'all');
  expect(raw).toMatch(/Dear Bruno,\s+- one\s+- two/);
  expect(raw.replace(/=\r?\n/g, '')).toMatch(
    /<div>Dear <b>Bruno<\/b>,<\/div><ul><li>one<\/li><li>two<\/li><\/ul>/,
  );
  expect(raw).toMatch(/text\/plain; charset=utf-8; format=flowed/i);
});

test('an HTML letter is answered with the original verbatim and folded, without what it hid (S-19)', async ({
  page,
  ana,
  bruno,
}) => {
  await ana.has('INBOX', [
    {
      subject: 'Kobold',
      from: bruno.address,
      html: `<html><head><style>.k { display: none } p.note { color: #c00; margin: 0 } .wide b { font-style: italic }
        @media (max-width: 1px) { .late { display: none } }</style></head>
        <body><p class="note">Please <b>pay</b>.</p><div class="k">Pay to evil.example</div>
        <p style="font-size:0">Secret</p><p class="late" id="x">The end</p>
        <img src="https://evil.example/a.png" width="40" height="40"></body></html>`,
    },
  ]);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await signIn(page, ana);
  await openMessage(page, 'Kobold');
  await part.act(page, 'Reply').click();
  await expect(words(page)).toBeFocused();
  await expect(words(page)).toHaveText('');
  await page.keyboard.type('I do.');
  const fold = part.composer(page).getByRole('button', { name: 'Show quoted text' });
  await fold.click();
  await expect(fold).toHaveCount(0);
  await expect(words(page)).toBeFocused();
  await expect(words(page).locator('blockquote')).toContainText('Please pay.');
  await expect(words(page).locator('blockquote')).toContainText('The end');
  await expect(words(page)).not.toContainText('evil.example');
  await expect(words(page)).not.toContainText('Secret');
  await expect(words(page).locator('blockquote p').first()).toHaveCSS('color', 'rgb(204, 0, 0)');
  await send(page);
  await expect.poll(() => bruno.find('hdr', 'mailbox', 'INBOX', 'all')).toMatch(/Re: Kobold/);
  const raw = unquoted(await bruno.find('text', 'mailbox', 'INBOX', 'all'));
  expect(raw).toMatch(/I do\.[\s\S]*wrote:[\s\S]*> Please pay\./);
  expect(raw).toContain('<blockquote type="cite"');
  expect(raw).toContain('src="https://evil.example/a.png"');
  expect(raw).not.toMatch(/Pay to|Secret|<style|class="k"/);
  expect(asked.filter((url) => url.includes('evil.example'))).toEqual([]);
});

test('an original of HTML that stays folded goes along as it was', async ({ page, ana, bruno }) => {
  await ana.has('INBOX', [
    {
      subject: 'Folded',
      from: bruno.address,
      html: '<table bgcolor="#eee"><tr><td>Cell</td></tr></table>',
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Folded');
  await part.act(page, 'Reply').click();
  await expect(words(page)).toBeFocused();
  await page.keyboard.type('Yes');
  await send(page);
  await expect.poll(() => bruno.find('hdr', 'mailbox', 'INBOX', 'all')).toMatch(/Re: Folded/);
  const raw = unquoted(await bruno.find('text', 'mailbox', 'INBOX', 'all'));
  expect(raw).toMatch(/<div>Yes<\/div><div class="sobre-quote">.*<table bgcolor="#eee">/);
});

test('a table is made, filled by keyboard, changed, and undone', async ({ page, ana }) => {
  await signIn(page, ana);
  await write(page, {});
  await words(page).click();
  await tool(page, 'Table').click();
  await page.getByRole('spinbutton', { name: 'Rows' }).fill('0');
  const dialog = page.getByRole('dialog', { name: 'Insert table' });
  await dialog.getByRole('button', { name: 'Insert' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Write a number from 1 to 100.');
  await page.getByRole('spinbutton', { name: 'Rows' }).fill('2');
  await page.getByRole('spinbutton', { name: 'Columns' }).fill('2');
  await page.keyboard.press('Enter');
  await expect(words(page).locator('td')).toHaveCount(4);
  await page.keyboard.type('a');
  for (const text of ['b', 'c', 'd', 'e']) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(text);
  }
  await expect(words(page).locator('td')).toHaveText(['a', 'b', 'c', 'd', 'e', '']);
  const change = async (name: string) => {
    await tool(page, 'Table').click();
    await page.getByRole('menuitem', { name }).click();
  };
  await change('Remove column');
  await expect(words(page).locator('td')).toHaveText(['b', 'd', '']);
  await change('Insert row above');
  await expect(words(page).locator('td')).toHaveCount(4);
  await tool(page, 'Undo last change').click();
  await expect(words(page).locator('td')).toHaveText(['b', 'd', '']);
  await change('Remove table');
  await expect(words(page).locator('table')).toHaveCount(0);
});

test('the tools are reached and used by keyboard, and say what is on', async ({ page, ana }) => {
  await signIn(page, ana);
  await write(page, { text: 'word' });
  await words(page).press('Control+a');
  await page.keyboard.press('Alt+F10');
  await expect(tool(page, 'Bold')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(tool(page, 'Italic')).toHaveAttribute('aria-pressed', 'true');
  await expect(words(page).locator('i')).toHaveText('word');
  await page.keyboard.press('Alt+F10');
  await page.keyboard.press('Escape');
  await expect(words(page)).toBeFocused();
  await expect(part.composer(page)).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Address' }).fill('javascript:alert(1)');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Link' }).getByRole('alert')).toBeVisible();
  await page.getByRole('textbox', { name: 'Address' }).fill('example.org');
  await page.keyboard.press('Enter');
  await expect(words(page).locator('a')).toHaveAttribute('href', 'https://example.org/');
  await words(page).press('Control+a');
  await tool(page, 'Heading and size').click();
  await page.getByRole('menuitem', { name: 'Heading 2' }).click();
  await expect(words(page).locator('h2')).toHaveText('word');
  await words(page).press('Control+a');
  await page.keyboard.press('Control+\\');
  await expect(words(page).locator('i, a')).toHaveCount(0);
});

test('plain text is a mode of the letter, with a way back, and a preference', async ({
  page,
  ana,
  bruno,
}) => {
  await signIn(page, ana);
  await write(page, { to: bruno.address, subject: 'Plain', text: 'word' });
  await words(page).press('Control+a');
  await page.keyboard.press('Control+b');
  await tool(page, 'Plain text').click();
  await expect(tool(page, 'Plain text')).toHaveAttribute('aria-pressed', 'true');
  await expect(words(page)).toHaveValue('word');
  await part.said(page, 'the formatting is gone').getByRole('button', { name: 'Undo' }).click();
  await expect(words(page).locator('b')).toHaveText('word');
  await tool(page, 'Plain text').click();
  await expect(tool(page, 'Plain text')).toHaveAttribute('aria-pressed', 'true');
  await words(page).fill(`${'long '.repeat(40)}end`);
  await send(page);
  await expect.poll(() => bruno.find('hdr', 'mailbox', 'INBOX', 'all')).toMatch(/format=flowed/);
  await expect.poll(() => bruno.find('text', 'mailbox', 'INBOX', 'all')).not.toContain('text/html');
  await page.goto('/settings/general');
  const kept = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
  await page.getByRole('radio', { name: 'As plain text' }).check();
  await kept;
  await page.goto('/mail/INBOX');
  await write(page, { text: 'plain from the start' });
  await expect(words(page)).toHaveValue('plain from the start');
});

test('what is pasted from Word is cleaned, and by Ctrl+Shift+V it is plain', async ({
  page,
  ana,
}) => {
  await signIn(page, ana);
  await write(page, {});
  await words(page).click();
  const html =
    '<p class=MsoNormal style="color:red">Red <b>bold</b><o:p></o:p></p><img src="https://evil.example/x.png">';
  const paste = (types: Record<string, string>) =>
    words(page).evaluate((root, given) => {
      const data = new DataTransfer();
      for (const [type, text] of Object.entries(given)) data.setData(type, text);
      root.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, types);
  await paste({ 'text/html': html, 'text/plain': 'Red bold' });
  await expect(words(page).locator('b')).toHaveText('bold');
  expect(await words(page).innerHTML()).not.toMatch(/Mso|color|evil/);
  await words(page).press('Control+a');
  await page.keyboard.press('Delete');
  await paste({ 'text/plain': '<b>not</b>\nmarkup' });
  await expect(words(page)).toHaveText(/<b>not<\/b>\s*markup/);
});

test('“Edit as new” takes words, people and files, and answers nobody', async ({
  page,
  ana,
  bruno,
}) => {
  await ana.has('INBOX', [
    {
      subject: 'Monthly',
      to: bruno.address,
      cc: 'Cy <cy@else.example>',
      html: '<p>Dear <b>all</b></p>',
      messageId: '<m@else.example>',
      attachments: [{ filename: 'plan.txt', content: 'x' }],
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Monthly');
  await part.act(page, 'More').click();
  await page.getByRole('menuitem', { name: 'Edit as new' }).click();
  await expect(part.field(page, 'Subject')).toHaveValue('Monthly');
  await expect(words(page).locator('b')).toHaveText('all');
  await expect(part.composer(page)).toContainText('cy@else.example');
  await expect(part.composer(page).getByRole('list', { name: 'Attachments' })).toContainText(
    'plan.txt',
  );
  await part.composer(page).getByRole('button', { name: 'Remove cy@else.example' }).click();
  await send(page);
  await expect
    .poll(() => bruno.find('hdr', 'mailbox', 'INBOX', 'all'))
    .toMatch(/^Subject: Monthly/im);
  await expect
    .poll(() => bruno.find('hdr', 'mailbox', 'INBOX', 'all'))
    .not.toMatch(/^(In-Reply-To|References):/im);
});

test('a letter of a list can be answered to the list', async ({ page, ana }) => {
  await ana.has('INBOX', [
    { subject: 'On the list', headers: { 'List-Post': '<mailto:talk@lists.example>' } },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'On the list');
  await part.act(page, 'Reply to list').click();
  await expect(part.composer(page)).toContainText('talk@lists.example');
});

test('mail links begin a letter, with words and people only (S-50)', async ({ page, ana }) => {
  await ana.has('INBOX', [
    {
      subject: 'Write us',
      html: '<a href="mailto:us@else.example?subject=From%20a%20link&attach=/etc/passwd&body=Hi">write</a>',
    },
    { subject: 'In words', text: 'write to plain@else.example' },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Write us');
  await part.body(page).getByRole('link', { name: 'write' }).click();
  await expect(part.field(page, 'Subject')).toHaveValue('From a link');
  await expect(part.composer(page)).toContainText('us@else.example');
  await expect(words(page)).toHaveText('Hi');
  await expect(part.composer(page).getByRole('list', { name: 'Attachments' })).toHaveCount(0);
  await part.composer(page).getByRole('button', { name: 'Discard draft' }).click();
  await openMessage(page, 'In words');
  await part.message(page).getByRole('link', { name: 'plain@else.example' }).click();
  await expect(part.composer(page)).toContainText('plain@else.example');
  await part.composer(page).getByRole('button', { name: 'Discard draft' }).click();
  await page.goto('/compose?mailto=mailto%3Athird%40else.example%3Fsubject%3DHello%2520you');
  await expect(part.field(page, 'Subject')).toHaveValue('Hello you');
  await expect(part.composer(page)).toContainText('third@else.example');
});

test('a mail link of another page waits until somebody signed in', async ({ page, ana }) => {
  await page.goto('/compose?mailto=mailto%3Athird%40else.example%3Fsubject%3DWaited');
  await fillSignIn(page, ana);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(part.field(page, 'Subject')).toHaveValue('Waited');
});

test('several letters stand side by side, shrink, fill the page and keep the focus', async ({
  page,
  ana,
}) => {
  await signIn(page, ana);
  const compose = page.getByRole('button', { name: 'Compose' }).first();
  await write(page, { subject: 'First' });
  await compose.click();
  await expect(part.composer(page)).toHaveCount(2);
  await part.composer(page).nth(1).getByRole('textbox', { name: 'Subject' }).fill('Second');
  await compose.click();
  await expect(part.composer(page)).toHaveCount(2);
  const title = page.getByRole('button', { name: 'Open “First”' });
  await expect(title).toBeVisible();
  await title.click();
  await expect(page.getByRole('button', { name: 'Open “Second”' })).toBeVisible();
  await expect(part.composer(page).first().getByRole('textbox', { name: 'Subject' })).toHaveValue(
    'First',
  );
  await part.composer(page).first().getByRole('button', { name: 'Full page' }).click();
  const region = page.getByRole('region', { name: 'New message' });
  await expect(region).toBeVisible();
  expect((await region.boundingBox())?.width).toBe(1280);
  await region.getByRole('button', { name: 'Smaller' }).click();
  await expect(region).toHaveCount(0);
});

test('Escape keeps the letter and leads back; Ctrl+Enter sends', async ({ page, ana, bruno }) => {
  await ana.has('INBOX', [{ subject: 'Here', text: 'x', from: bruno.address }]);
  await signIn(page, ana);
  await openMessage(page, 'Here');
  await part.act(page, 'Reply').click();
  await expect(words(page)).toBeFocused();
  await page.keyboard.type('Kept. ');
  await page.keyboard.press('Escape');
  await expect(part.composer(page)).toHaveCount(0);
  await expect(part.act(page, 'Reply')).toBeFocused();
  await page.getByRole('button', { name: 'Open “Re: Here”' }).click();
  await expect(words(page)).toHaveValue(/^Kept\. /);
  await words(page).press('Control+Enter');
  await expect(part.said(page, /^Sent/)).toBeVisible();
  await expect.poll(() => bruno.find('text', 'mailbox', 'INBOX', 'all')).toMatch(/Kept\. *\r?\n/);
});

test('a forwarded letter takes its pictures and files along', async ({ page, ana, bruno }) => {
  await ana.has('INBOX', [
    {
      subject: 'Pictures',
      html: '<p>Look: <img src="cid:red@else.example" alt="red"></p>',
      attachments: [
        { filename: 'red.png', content: RED_PNG, cid: 'red@else.example' },
        { filename: 'plan.txt', content: 'The plan' },
      ],
    },
  ]);
  await signIn(page, ana);
  await openMessage(page, 'Pictures');
  await part.act(page, 'Forward').click();
  await expect(part.field(page, 'Subject')).toHaveValue('Fwd: Pictures');
  await addRecipient(page, 'To', bruno.address);
  await part.composer(page).getByRole('button', { name: 'Show quoted text' }).click();
  const picture = words(page).getByRole('img', { name: 'red' });
  await expect.poll(() => picture.evaluate((it: HTMLImageElement) => it.naturalWidth)).toBe(8);
  await words(page).press('Control+Home');
  await page.keyboard.type('See below.');
  await send(page);
  await expect.poll(() => bruno.find('hdr', 'mailbox', 'INBOX', 'all')).toMatch(/Fwd: Pictures/);
  const raw = unquoted(await bruno.find('text', 'mailbox', 'INBOX', 'all'));
  expect(raw).toMatch(/Content-I[dD]: <red@else\.example>/);
  expect(raw).toContain('src="cid:red%40else.example"');
  expect(raw).toMatch(/filename="?plan\.txt/);
  expect(raw).toContain(RED_PNG.toString('base64').slice(0, 40));
  expect(raw).toMatch(/See below\.[\s\S]*Forwarded message/);
});

test('a picture that is pasted stands in the text, is made smaller by keys, and arrives', async ({
  page,
  ana,
  bruno,
}) => {
  await signIn(page, ana);
  await write(page, { to: bruno.address, subject: 'Pasted' });
  await words(page).click();
  await page.keyboard.type('Look: ');
  await words(page).evaluate((root, base64) => {
    const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
    root.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, RED_PNG.toString('base64'));
  const picture = words(page).locator('img');
  await expect.poll(() => picture.evaluate((it: HTMLImageElement) => it.naturalWidth)).toBe(8);
  await picture.click();
  for (let i = 0; i < 3; i++) await page.keyboard.press('+');
  await page.keyboard.press('Escape');
  await expect(part.composer(page)).toBeVisible();
  await expect(picture).toHaveAttribute('style', /width: \d+px/);
  await expect(words(page)).toBeFocused();
  await send(page);
  await expect.poll(() => bruno.find('hdr', 'mailbox', 'INBOX', 'all')).toMatch(/Pasted/);
  const raw = unquoted(await bruno.find('text', 'mailbox', 'INBOX', 'all'));
  const [, contentId] = /Content-I[dD]: <([^>]+)>/.exec(raw) ?? [];
  expect(raw).toContain(`src="cid:${encodeURIComponent(contentId!)}"`);
  expect(raw).not.toContain('blob:');
});

for (const look of ['light', 'dark'] as const)
  test.describe(`in French, on a phone, ${look}`, () => {
    test.use({
      ...{ locale: 'fr-FR', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
      colorScheme: look,
    });

    test('a rich letter is written over the whole screen, without a barrier', async ({
      page,
      ana,
    }) => {
      await page.goto('/login');
      await page.getByLabel('Adresse électronique').fill(ana.address);
      await page.getByLabel('Mot de passe', { exact: true }).fill(ana.password);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Écrire' }).filter({ visible: true }).first().click();
      const composer = page.getByRole('dialog', { name: 'Nouveau message' });
      const box = await composer.boundingBox();
      expect([box?.width, box?.height]).toEqual([390, 844]);
      const text = composer.getByRole('textbox', { name: 'Message', exact: true });
      await text.tap();
      await page.keyboard.type('Bonjour « à tous »');
      const tools = composer.getByRole('toolbar', { name: 'Mise en forme' });
      await tools.getByRole('button', { name: 'Liste à puces' }).tap();
      await expect(text.locator('li')).toHaveText('Bonjour « à tous »');
      const tall = await tools.getByRole('button', { name: 'Gras' }).boundingBox();
      expect(tall?.height).toBeGreaterThanOrEqual(44);
      await expectNoBarrier(page, 'a letter');
      // Tab goes round within the letter.
      await tools.getByRole('button', { name: 'Gras' }).focus();
      for (let i = 0; i < 25; i++) {
        await page.keyboard.press('Tab');
        expect(await composer.evaluate((it) => it.contains(document.activeElement))).toBe(true);
      }
    });
  });

test('a letter goes on in a window of its own, and leaves from there', async ({
  page,
  ana,
  bruno,
}) => {
  await signIn(page, ana);
  await write(page, { to: bruno.address, subject: 'In a window', text: 'Begun here' });
  const opening = page.waitForEvent('popup');
  await part.composer(page).getByRole('button', { name: 'Own window' }).click();
  const popup = await opening;
  const letter = popup.getByRole('region', { name: 'New message' });
  const text = letter.getByRole('textbox', { name: 'Message', exact: true });
  await expect(text).toHaveText('Begun here');
  await expect(part.composer(page)).toHaveCount(0);
  await text.press('Control+End');
  await popup.keyboard.type(', ended there');
  await expect(popup).toHaveTitle('In a window');
  await popup.reload();
  await expect(text).toHaveText('Begun here, ended there');
  await letter.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(popup.getByText('is not on this device any more')).toBeVisible();
  await expect
    .poll(() => bruno.find('text', 'mailbox', 'INBOX', 'all'), { timeout: 30_000 })
    .toContain('Begun here, ended there');
});

const unquoted = (raw: string) => raw.replace(/=\r?\n/g, '').replace(/=3D/g, '=');
