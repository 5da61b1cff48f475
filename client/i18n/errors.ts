import type { ErrorCode } from '../../shared/errors.ts';
import { ApiError } from '../api/call.ts';
import type { MessageId, Translate } from './i18n.tsx';

/** What went wrong before, as the server kept it. */
export const sentenceOfTrouble = (
  { code, reason }: { code: string; reason: string },
  t: Translate,
) => sentenceOf(new ApiError(code as ErrorCode, '', { reason }), t);

/** A refusal in the reader's words: what is wrong and what to do. */
export function sentenceOf(error: unknown, t: Translate): string {
  const { code, details } =
    error instanceof ApiError ? error : { code: 'server-error', details: {} };
  const { offline } = details as { offline?: 'reading' | 'acting' | null };
  if (offline) return t(`offline-${offline}`);
  const seconds = Number((details as { retryAfterSeconds?: number }).retryAfterSeconds ?? 60);
  return t(`error.${code}` as MessageId, {
    minutes: Math.ceil(seconds / 60),
    reason: String((details as { reason?: string }).reason ?? ''),
  });
}
