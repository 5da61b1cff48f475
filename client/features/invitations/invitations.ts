import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import {
  type Answer,
  answerInvitation,
  type Invitation,
  readInvitation,
} from '../../../shared/invitations.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';

/** Where a calendar is: one part of a message. */
export interface CalendarPlace {
  folder: string;
  uid: number;
  part: string;
}

const invitationQuery = ({ folder, uid, part }: CalendarPlace) =>
  queryOptions({
    queryKey: ['invitation', folder, uid, part],
    queryFn: async ({ signal }) =>
      (await call(readInvitation, { folder, uid, part }, signal)).invitation,
    // Another message about the same event changes what this one means.
    staleTime: 0,
  });

export const useInvitation = (place: CalendarPlace) => useQuery(invitationQuery(place));

/** Answers the organiser. The answer stands at once where it was given; a refusal takes it back. */
export function useAnswer(place: CalendarPlace, invitation: Invitation, when: string) {
  const { queryKey } = invitationQuery(place);
  return useMutation({
    mutationFn: (answer: Answer) => {
      const values = { title: invitation.title || t('invite-untitled'), when };
      return call(answerInvitation, {
        ...place,
        id: crypto.randomUUID(),
        answer,
        subject: t(`invite-subject-${answer}`, values),
        text: t(`invite-text-${answer}`, values),
      });
    },
    onSuccess: ({ answer, to }) => {
      const answered: Invitation = { ...invitation, answer, isAnswerOld: false };
      queryClient.setQueryData<Invitation | null>(queryKey, answered);
      const name = invitation.organizer?.name || to;
      toast(`${t(`invite-answered-${answer}`)} ${t('invite-told', { name })}`);
    },
  });
}
