import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { BasketLine } from '../../../shared/clean-up.ts';
import { ApiError } from '../../api/call.ts';
import { type Preview, previewQuery } from './basket.ts';
import { useStart } from './clean-ups.ts';

/** Lines with what they would take now, and the act that begins with exactly that. */
export interface Begin {
  preview: Preview | undefined;
  /** Why nothing is known of them. */
  error: unknown;
  retry(): void;
  /** The mailbox changed between the figures and the button: there are new ones. */
  isChanged: boolean;
  /** Why it did not begin, when it is anything else. */
  refusal: unknown;
  isBusy: boolean;
  begin(): void;
}

export function useBegin(lines: BasketLine[], begun: () => void): Begin {
  const asked = useQuery({ ...previewQuery(lines), placeholderData: keepPreviousData });
  const start = useStart(begun);
  const { data } = asked;
  const isBusy = asked.isFetching || start.isPending;
  const isChanged = start.error instanceof ApiError && start.error.code === 'clean-up-changed';
  return {
    preview: data,
    error: data ? null : asked.error,
    retry: () => void asked.refetch(),
    isChanged,
    refusal: isChanged ? null : start.error,
    isBusy,
    begin: () => {
      if (!data || isBusy || data.whole.messages === 0) return;
      const { messages, bytes } = data.whole;
      start.mutate({ lines, expected: { messages, bytes } });
    },
  };
}
