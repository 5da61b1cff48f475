import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';
import { type SyntheticEvent, useState } from 'react';
import type { Forwarding } from '../../../shared/filters.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { toast } from '../../ui/toasts.ts';
import { AddressInput } from './AddressInput.tsx';
import styles from './Filters.module.css';
import { faultOfAddress } from './faults.ts';
import { changeFilters } from './filters.ts';
import { NotProven } from './proof.ts';
import { Switch } from './Switch.tsx';

interface Props {
  forwarding: Forwarding;
  canKeep: boolean;
}

/** All mail goes on to other addresses, with or without a copy that stays. */
export function ForwardingTab({ forwarding, canKeep }: Props) {
  const t = useT();
  const [typed, setTyped] = useState<Forwarding | null>(null);
  const [asksFaults, setAsksFaults] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const { enabled, addresses, keep } = typed ?? forwarding;
  const fields = addresses.length ? addresses : [''];
  const change = (part: Partial<Forwarding>) => {
    setTyped({ enabled, addresses: fields, keep, ...part });
    setTrouble(null);
  };
  const written = fields.map((one) => one.trim()).filter(Boolean);
  const faults = fields.map((one) =>
    one.trim() || (enabled && !written.length) ? faultOfAddress(one.trim(), t) : undefined,
  );
  const set = (at: number, value: string) =>
    change({ addresses: fields.map((one, i) => (i === at ? value : one)) });
  const save = async (event: SyntheticEvent) => {
    event.preventDefault();
    setAsksFaults(true);
    if (faults.some(Boolean)) return;
    setBusy(true);
    try {
      const next = { enabled, addresses: written, keep };
      await changeFilters(() => ({ forwarding: next }));
      setTyped(null);
      setAsksFaults(false);
      toast(t(enabled ? 'forwarding-is-on' : 'forwarding-is-off'));
    } catch (error) {
      if (!(error instanceof NotProven)) setTrouble(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={save} noValidate className={styles.tab}>
      <p className={styles.intro}>{t('forwarding-intro')}</p>
      <div className={styles.check}>
        <Switch
          label={t('forwarding-on')}
          isOn={enabled}
          onChange={(isOn) => change({ enabled: isOn })}
        />
        <span aria-hidden>{t('forwarding-on')}</span>
      </div>
      <fieldset className={styles.part}>
        <legend>{t('forwarding-to')}</legend>
        {fields.map((value, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: addresses have no other name than their place
          <div key={at} className={styles.field}>
            <div className={styles.inline}>
              <AddressInput
                label={t('email')}
                value={value}
                attributes={{
                  'aria-invalid': asksFaults && faults[at] ? true : undefined,
                  'aria-describedby': asksFaults && faults[at] ? `forwarding-${at}` : undefined,
                }}
                onChange={(text) => set(at, text)}
                onPasteLines={(lines) =>
                  change({
                    addresses: [...fields.slice(0, at), ...lines, ...fields.slice(at + 1)].slice(
                      0,
                      20,
                    ),
                  })
                }
              />
              {fields.length > 1 && (
                <IconButton
                  label={t('filter-value-remove', { value })}
                  icon={<X size={16} aria-hidden />}
                  onClick={() => change({ addresses: fields.filter((_, i) => i !== at) })}
                />
              )}
            </div>
            {asksFaults && faults[at] && (
              <p id={`forwarding-${at}`} role="alert" className={styles.error}>
                {faults[at]}
              </p>
            )}
          </div>
        ))}
        {fields.length < 20 && (
          <Button
            look="plain"
            icon={<Plus size={16} aria-hidden />}
            className={styles.add}
            onClick={() => change({ addresses: [...fields, ''] })}
          >
            {t('forwarding-add')}
          </Button>
        )}
      </fieldset>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={keep}
          disabled={!canKeep && !keep}
          onChange={() => change({ keep: !keep })}
        />
        <span>
          {t('forwarding-keep')}
          {!keep && <span className={styles.warning}>{t('forwarding-keep-not')}</span>}
        </span>
      </label>
      <p className={styles.hint}>{t('filter-proof-told')}</p>
      {trouble !== null && (
        <p role="alert" className={styles.error}>
          {sentenceOf(trouble, t)}
        </p>
      )}
      <Actions>
        {typed && <Button onClick={() => setTyped(null)}>{t('cancel')}</Button>}
        <Button look="primary" type="submit" disabled={isBusy || !typed}>
          {t('forwarding-save')}
        </Button>
      </Actions>
    </form>
  );
}
