import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { BasketLine, Protection } from '../../../shared/clean-up.ts';
import { useFormats } from '../../i18n/formats.ts';
import { type MessageId, useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { Dialog } from '../../ui/menus.ts';
import { oneLine, STORAGE } from './addresses.ts';
import { BeginButton, Refusal } from './BeginButton.tsx';
import { previewQuery } from './basket.ts';
import { FromNowOn } from './FromNowOn.tsx';
import { keepFromNowOn } from './from-now-on.ts';
import { LineDetails } from './LineDetails.tsx';
import { DAYS, lineOf, type Sender, WAYS, type Way } from './sweep.ts';
import { Trouble } from './Trouble.tsx';
import { useBegin } from './useBegin.ts';
import { figures } from './words.ts';

interface Props {
  sender: Sender;
  onClose(): void;
}

/** What is to happen to one sender's mail: four ways, each with its exact figures before it is chosen. */
export default function SweepDialog({ sender: asked, onClose }: Props) {
  const t = useT();
  const formats = useFormats();
  const navigate = useNavigate();
  const [sender] = useState<Sender>({ name: oneLine(asked.name), address: oneLine(asked.address) });
  const [way, setWay] = useState<Way>('now');
  const [days, setDays] = useState<number>(30);
  const [unprotected, setUnprotected] = useState<Protection[]>([]);
  const [goesOn, setGoesOn] = useState(false);
  // Each line keeps its id, by which its figures are known.
  const [ids] = useState(() => Object.fromEntries(WAYS.map((one) => [one, crypto.randomUUID()])));
  const lineFor = (one: Way): BasketLine => ({
    ...lineOf(one, sender, days),
    id: ids[one]!,
    unprotected,
  });
  const previews = useQueries({ queries: WAYS.map((one) => previewQuery([lineFor(one)])) });
  const line = lineFor(way);
  const begin = useBegin([line], () => {
    const show = () => void navigate(`${STORAGE}/rules`);
    const agreed = begin.preview?.whole.messages ?? 0;
    if (way === 'ever' || (goesOn && way !== 'now'))
      void keepFromNowOn({ way, sender, days, unprotected, agreed, show });
    onClose();
    void navigate(`${STORAGE}/basket`);
  });
  const name = sender.name || sender.address;
  const found = begin.preview?.lines.find(({ id }) => id === line.id);
  const hintOf = (i: number) => {
    const whole = previews[i]?.data?.whole;
    if (!whole) return t('clean-counting');
    return whole.messages ? figures(whole, t, formats) : t('clean-none');
  };
  return (
    <Dialog title={t('sweep-title', { name })} onClose={onClose}>
      {begin.error ? (
        <Trouble error={begin.error} onRetry={begin.retry} />
      ) : (
        <>
          <Choices<Way>
            label={t('sweep-which')}
            value={way}
            options={WAYS.map((one, i) => ({
              value: one,
              label: t(`sweep-${one}` as MessageId, { count: days }),
              hint: hintOf(i),
            }))}
            onChoose={setWay}
          />
          {way === 'days' && (
            <Field
              as="select"
              label={t('sweep-days-kept')}
              value={days}
              onChange={({ target }) => setDays(Number(target.value))}
            >
              {DAYS.map((one) => (
                <option key={one} value={one}>
                  {t('sweep-days-count', { count: one })}
                </option>
              ))}
            </Field>
          )}
          <FromNowOn way={way} checked={goesOn} onChange={setGoesOn} />
          <LineDetails
            line={line}
            found={found}
            isCounting={begin.isBusy}
            onChange={(next) => setUnprotected(next.unprotected)}
          />
          <p>{t('clean-promise-trash')}</p>
        </>
      )}
      <Refusal begin={begin} />
      <Actions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <BeginButton lines={[line]} begin={begin} />
      </Actions>
    </Dialog>
  );
}
