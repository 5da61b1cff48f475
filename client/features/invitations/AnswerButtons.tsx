import type { Answer, Invitation } from '../../../shared/invitations.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { type MessageId, useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from './InvitationCard.module.css';
import { type CalendarPlace, useAnswer } from './invitations.ts';

const ANSWERS: [Answer, MessageId][] = [
  ['accepted', 'invite-accept'],
  ['tentative', 'invite-maybe'],
  ['declined', 'invite-decline'],
];

interface Props {
  place: CalendarPlace;
  invitation: Invitation;
  /** When the event is, in words: the answer says it to the organiser. */
  when: string;
}

/** Accept, maybe, decline; the one that was given stays pressed and can be changed. */
export function AnswerButtons({ place, invitation, when }: Props) {
  const t = useT();
  const { mutate, isPending, error, variables } = useAnswer(place, invitation, when);
  const { answer, isAnswerOld, isInvited, me } = invitation;
  const given = isAnswerOld ? null : answer;
  return (
    <>
      {answer && (
        <p className={styles.state}>
          {t(`invite-answered-${answer}`)} {isAnswerOld && t('invite-answer-old')}
        </p>
      )}
      <fieldset className={styles.answers} aria-label={t('invite')} disabled={isPending}>
        {ANSWERS.map(([one, label]) => (
          <Button
            key={one}
            look={one === 'accepted' && !given ? 'primary' : 'normal'}
            aria-pressed={given === one}
            aria-busy={isPending && variables === one}
            className={given === one ? styles.given : ''}
            onClick={() => given !== one && mutate(one)}
          >
            {t(label)}
          </Button>
        ))}
      </fieldset>
      {error && (
        <p role="alert" className={styles.danger}>
          {sentenceOf(error, t)}
        </p>
      )}
      <p className={styles.aside}>
        {t(isInvited ? 'invite-as' : 'invite-uninvited', { address: me })}
      </p>
    </>
  );
}
