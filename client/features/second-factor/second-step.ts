import { useMutation } from '@tanstack/react-query';
import type { CallInput } from '../../../shared/endpoint.ts';
import { askPasskey, takeSecondStep } from '../../../shared/second-factor.ts';
import type { Session } from '../../../shared/session.ts';
import { ApiError, call } from '../../api/call.ts';
import { enter } from '../session/session.ts';
import { signWithPasskey } from './webauthn.ts';

type Input = CallInput<typeof takeSecondStep>;
export type Proof = { way: 'code' | 'recovery'; code: string } | { way: 'passkey' };

interface Step {
  remember: boolean;
  onDone(session: Session): void;
  /** The half-open sign-in is gone: the password comes first again. */
  onGone(error: unknown): void;
}

/** Gives the proof that is asked for after the password, and enters. */
export function useSecondStep({ remember, onDone, onGone }: Step) {
  return useMutation({
    mutationFn: async ({ proof, trust }: { proof: Proof; trust: boolean }) =>
      call(takeSecondStep, { proof: await complete(proof), trust }),
    onSuccess: async (session) => {
      await enter(session, remember);
      onDone(session);
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'second-step-gone') onGone(error);
    },
  });
}

async function complete(proof: Proof): Promise<Input['proof']> {
  if (proof.way !== 'passkey') return proof;
  const options = await call(askPasskey, {});
  return { way: 'passkey', credential: await signWithPasskey(options) };
}
