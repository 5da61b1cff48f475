import type { Page } from '@playwright/test';
import { TOTP } from 'otpauth';
import { expect } from './fixtures.ts';
import { fillSignIn } from './mail-page.ts';

/** The code that the app on the phone shows, some steps of 30 seconds from now. */
export const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });

/** Answers the dialog that asks for the password again. */
export async function givePassword(page: Page, password: string, button: string) {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your password, again').fill(password);
  await dialog.getByRole('button', { name: button, exact: true }).click();
}

/** Sets the authenticator app up on /settings/password; answers its key. */
export async function setUpApp(page: Page, password: string): Promise<string> {
  await page.goto('/settings/password');
  await page.getByRole('button', { name: 'Set up an app' }).click();
  await givePassword(page, password, 'Continue');
  const dialog = page.getByRole('dialog', { name: 'Set up an app' });
  await expect(dialog.getByRole('img', { name: /^QR code/ })).toBeVisible();
  const secret = ((await dialog.locator('code').textContent()) ?? '').replace(/\s/g, '');
  await dialog.getByLabel(/^The six digits/).fill(codeOf(secret));
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(dialog).toHaveCount(0);
  return secret;
}

/** Gives address and password; the second step is then in sight. */
export async function firstStep(page: Page, who: { address: string; password: string }) {
  await page.goto('/login');
  await fillSignIn(page, who);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Second step' })).toBeVisible();
}

/** Chromium's own stand-in for a finger or a security key (WebAuthn level 3, section 11). */
export async function plugInKey(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    /** Whoever holds it does not touch it any more, or does again. */
    touches: (enabled: boolean) =>
      cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: enabled }),
  };
}
