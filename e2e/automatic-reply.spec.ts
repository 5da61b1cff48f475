import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { listIsThere, part, signIn } from './mail-page.ts';

const PAGE = '/settings/automatic-reply';
const theSwitch = (page: Page) => page.getByRole('switch', { name: 'Send automatic replies' });
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });
const banner = (page: Page) => page.getByRole('status', { name: 'Automatic replies are on' });
const absences = (page: Page) =>
  page.getByRole('list', { name: 'Planned absences' }).getByRole('listitem');

async function look(page: Page, name: string) {
  const folder = process.env.LOOK_AT;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

test.describe('on a phone, in French', () => {
  test.use({ locale: 'fr-FR', viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a reply for three addresses answers real mail until it is turned off', async ({
    page,
    ana,
    bruno,
    rig,
  }) => {
    test.slow();
    const aliases = [`bureau-${ana.address}`, `asso-${ana.address}`];
    for (const alias of aliases) await rig.stack.addAlias(alias, ana.address);
    await page.goto('/login');
    await page.getByLabel('Adresse électronique').fill(ana.address);
    await page.getByLabel('Mot de passe', { exact: true }).fill(ana.password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.waitForURL(/\/mail\/INBOX/);
    await page.goto(PAGE);
    const addresses = page.getByRole('group', { name: 'Répondre aux messages envoyés à' });
    await expect(addresses.getByRole('checkbox', { checked: true })).toHaveCount(3);
    await page.getByRole('switch', { name: 'Envoyer des réponses automatiques' }).check();
    await expect(page.getByLabel('Objet', { exact: true })).toHaveValue(/\{\{objet\}\}/);
    await page.getByRole('button', { name: 'Deux semaines' }).click();
    await page.getByLabel('Message', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await expect(page.getByRole('alert')).toHaveText('Écrivez ce que les gens doivent recevoir.');
    await page.getByLabel('Message', { exact: true }).fill('À l’été, près du lac.');
    await page.getByRole('button', { name: 'Ajouter une deuxième langue' }).click();
    await look(page, 'phone-fr');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await expect(part.said(page, /^Enregistré$/)).toBeVisible();

    const on = page.getByRole('status', { name: 'Les réponses automatiques sont actives' });
    await expect(on).toBeVisible();
    await rig.stack.deliver({ from: bruno.address, to: aliases[0]!, subject: 'Été ?', text: 'x' });
    await expect
      .poll(() => bruno.find('hdr.subject.utf8 hdr.from', 'mailbox', 'INBOX', 'all'), {
        timeout: 15_000,
      })
      .toMatch(/Réponse automatique\s: Été \?[\s\S]*bureau-/);

    await page.goto('/mail/INBOX');
    await look(page, 'phone-fr-banner');
    await on.getByRole('button', { name: 'Arrêter' }).click();
    await expect(part.said(page, 'Les réponses automatiques sont arrêtées')).toBeVisible();
    await expect(on).toHaveCount(0);
    await page.getByRole('button', { name: 'Annuler' }).click();
    await expect(on).toBeVisible();
  });
});

test('two absences are planned, one is changed elsewhere meanwhile, and nothing written is lost', async ({
  page,
  ana,
  otherBrowser,
  complaints,
}) => {
  test.slow();
  complaints.foresee(/409/);
  await signIn(page, ana);
  await page.goto(PAGE);
  await theSwitch(page).check();
  await field(page, 'Starts').fill('2031-07-01T09:00');
  await field(page, 'Ends').fill('2031-06-30T09:00');
  await expect(page.getByRole('alert')).toHaveText('It ends before it starts. Choose a later end.');
  await field(page, 'Ends').fill('2031-07-15T18:30');
  await field(page, 'Subject').fill('Summer: {{subject}}');
  await page.getByRole('button', { name: 'Plan another absence' }).click();
  await field(page, 'Starts').fill('2031-12-24T08:00');
  await field(page, 'Subject').fill('Winter');
  await field(page, 'Message').fill('Snow.');
  await expect(page.getByRole('region', { name: 'What people will get' })).toContainText('Snow.');
  await save(page).click();
  await expect(part.said(page, /^Saved$/)).toBeVisible();
  await look(page, 'two');
  await page.reload();
  await expect(absences(page)).toHaveCount(2);
  await expect(absences(page).first()).toContainText('15 July 2031 at 18:30');
  await expect(field(page, 'Starts')).toHaveValue('2031-07-01T09:00');
  await expect(banner(page)).toHaveCount(0);

  const other = await otherBrowser();
  await signIn(other, ana);
  await other.goto(PAGE);
  await absences(other).nth(1).getByRole('button').first().click();
  await field(other, 'Subject').fill('Written over there');
  await field(page, 'Message').fill('Written here');
  await save(other).click();
  await expect(part.said(other, /^Saved$/)).toBeVisible();
  await expect(part.refused(page, /changed somewhere else/)).toBeVisible();
  await look(page, 'conflict');
  await page.getByRole('button', { name: 'Go on with mine' }).click();
  await expect(field(page, 'Message')).toHaveValue('Written here');
  await save(page).click();
  await expect(part.said(page, /^Saved$/)).toBeVisible();
  await expect(field(other, 'Subject')).toHaveValue('Winter');
});

test('after the return it is told once who wrote meanwhile', async ({ page, ana, bruno }) => {
  await signIn(page, ana);
  await page.goto(PAGE);
  await theSwitch(page).check();
  const hours = (count: number) => {
    const paris = new Date(Date.now() + count * 3_600_000);
    return paris
      .toLocaleString('sv-SE', { timeZone: 'Europe/Paris' })
      .slice(0, 16)
      .replace(' ', 'T');
  };
  await field(page, 'Starts').fill(hours(-3));
  await expect(page.getByRole('status', { name: 'Please note' })).toContainText('in the past');
  await save(page).click();
  await expect(banner(page)).toBeVisible();
  await ana.has('INBOX', [
    { from: bruno.address, subject: 'While away', date: new Date(Date.now() - 7_200_000) },
  ]);
  await page.goto('/mail/INBOX');
  await listIsThere(page);
  await banner(page).getByRole('button', { name: 'Turn off' }).click();
  const back = page.getByRole('region', { name: 'While you were away' });
  await expect(back).toContainText('one person sent you one message');
  await expect(back).toContainText('one person was to be answered');
  await look(page, 'back');
  await back.getByRole('button', { name: 'Close' }).click();
  await expect(back).toHaveCount(0);
  await page.reload();
  await listIsThere(page);
  await page.goto(PAGE);
  await expect(theSwitch(page)).not.toBeChecked();
  await expect(back).toHaveCount(0);
});
