import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import type { CallInput } from '../../../shared/endpoint.ts';
import type { addPasskey, SignedCredential } from '../../../shared/second-factor.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import type { Translate } from '../../i18n/i18n.tsx';

type Options = { challenge: string };

/** False on plain http to another machine, and in old browsers. */
export const knowsPasskeys = browserSupportsWebAuthn;

/** Lets the browser make a passkey. @throws what `sentenceOfPasskey` tells. */
export async function makePasskey(
  options: Options,
): Promise<CallInput<typeof addPasskey>['credential']> {
  const { id, rawId, response } = await startRegistration({
    optionsJSON: options as PublicKeyCredentialCreationOptionsJSON,
  });
  const { clientDataJSON, attestationObject, transports } = response;
  return {
    ...{ id, rawId, type: 'public-key' },
    response: { clientDataJSON, attestationObject, ...(transports && { transports }) },
  };
}

/** Lets the browser sign with a passkey. @throws what `sentenceOfPasskey` tells. */
export async function signWithPasskey(options: Options): Promise<SignedCredential> {
  const { id, rawId, response } = await startAuthentication({
    optionsJSON: options as PublicKeyCredentialRequestOptionsJSON,
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return {
    ...{ id, rawId, type: 'public-key' },
    response: { clientDataJSON, authenticatorData, signature, ...(userHandle && { userHandle }) },
  };
}

/** What the browser or the bridge refused. Browsers tell only a name, so as not to tell who has a passkey. */
export function sentenceOfPasskey(error: unknown, t: Translate): string {
  const { name, cause } = error as { name?: string; cause?: { name?: string } };
  const names = [name, cause?.name];
  if (names.includes('InvalidStateError')) return t('error.passkey-known');
  if (names.includes('SecurityError')) return t('passkey-elsewhere');
  if (names.includes('NotAllowedError') || names.includes('AbortError')) {
    return t('passkey-cancelled');
  }
  return names.includes('WebAuthnError') ? t('error.passkey-refused') : sentenceOf(error, t);
}
