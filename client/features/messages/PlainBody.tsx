import type { Message, TextBody } from '../../../shared/messages.ts';
import { useT } from '../../i18n/i18n.tsx';
import { useChoose, usePreferences } from '../preferences/preferences.ts';
import { BodySwitch } from './BodySwitch.tsx';
import { lettersOf } from './letters.ts';
import { PlainText } from './PlainText.tsx';
import { Truncated } from './Truncated.tsx';

/** One plain text of a message, and how wide its letters are. */
export function PlainBody({ body, message }: { body: TextBody; message: Message }) {
  const t = useT();
  const choose = useChoose();
  const { fixedWidth, messageFont, messageSize } = usePreferences();
  return (
    <>
      <BodySwitch
        label={t('fixed-width')}
        isOn={fixedWidth}
        onSwitch={(isOn) => choose.mutate({ fixedWidth: isOn })}
      />
      <PlainText body={body} isFixed={fixedWidth} letters={lettersOf(messageFont, messageSize)} />
      {body.truncated && <Truncated message={message} />}
    </>
  );
}
