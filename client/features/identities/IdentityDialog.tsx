import { type SyntheticEvent, useId, useState } from 'react';
import { addrSpec } from '../../../shared/compose.ts';
import type { Identities, Identity } from '../../../shared/identities.ts';
import { LONGEST_SIGNATURE } from '../../../shared/identities.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Dialog } from '../../ui/menus.ts';
import { textOfHtml } from '../compose/answers/text-of-html.ts';
import styles from './Identities.module.css';
import { useWriteIdentity } from './identities.ts';
import { SignatureEditor } from './SignatureEditor.tsx';

interface Props {
  all: Identities;
  /** Changed when given, else a new one is made. */
  identity?: Identity;
  onClose(): void;
}

/** Who one writes as: name, address, where answers go, and what stands below. */
export default function IdentityDialog({ all, identity, onClose }: Props) {
  const t = useT();
  const id = useId();
  const [one, setOne] = useState<Identity>(identity ?? (() => empty(all)));
  const [errors, setErrors] = useState<
    Partial<Record<'address' | 'replyTo' | 'signature', string>>
  >({});
  const write = useWriteIdentity(onClose);
  const change = (part: Partial<Identity>) => {
    setOne((before) => ({ ...before, ...part }));
    setErrors({});
    write.reset();
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const { html } = one.signature;
    const address = one.address.trim();
    const replyTo = one.replyTo.trim();
    const isWrong = (text: string) => !addrSpec.safeParse(text).success;
    const wrong = {
      ...(isWrong(address) && { address: t('recipient-invalid', { address }) }),
      ...(replyTo && isWrong(replyTo) && { replyTo: t('recipient-invalid', { address: replyTo }) }),
      ...(html.length > LONGEST_SIGNATURE && { signature: t('signature-large') }),
    };
    setErrors(wrong);
    if (Object.keys(wrong).length) return;
    const text = html ? textOfHtml(html).trim() : '';
    const name = one.name.replace(/\s+/g, ' ').trim();
    write.mutate({ ...one, name, address, replyTo, signature: { html, text } });
  };
  return (
    <Dialog title={t(identity ? 'identity-edit' : 'identity-new')} onClose={onClose}>
      <form onSubmit={submit} noValidate className={styles.form}>
        <Field
          label={t('identity-name')}
          value={one.name}
          maxLength={200}
          autoFocus
          autoComplete="name"
          onChange={(event) => change({ name: event.target.value })}
        />
        <Field
          label={t('identity-address')}
          type="email"
          list={`${id}-addresses`}
          value={one.address}
          maxLength={320}
          autoComplete="off"
          spellCheck={false}
          error={errors.address ?? null}
          onChange={(event) => change({ address: event.target.value })}
        />
        <datalist id={`${id}-addresses`}>
          {all.addresses.map((address) => (
            <option key={address} value={address} />
          ))}
        </datalist>
        <p className={styles.hint}>
          {t(all.complete ? 'identity-address-hint' : 'identity-address-unknown')}
        </p>
        <Field
          label={t('identity-reply-to')}
          type="email"
          value={one.replyTo}
          maxLength={320}
          autoComplete="off"
          spellCheck={false}
          error={errors.replyTo ?? null}
          onChange={(event) => change({ replyTo: event.target.value })}
        />
        <SignatureEditor
          html={one.signature.html}
          onChange={(html) => change({ signature: { html, text: '' } })}
          onTrouble={(signature) => setErrors(signature ? { signature } : {})}
        />
        {errors.signature && (
          <p role="alert" className={styles.error}>
            {errors.signature}
          </p>
        )}
        {!identity?.isDefault && (
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={one.isDefault}
              onChange={() => change({ isDefault: !one.isDefault })}
            />
            {t('identity-make-default')}
          </label>
        )}
        {write.error && (
          <p role="alert" className={styles.error}>
            {sentenceOf(write.error, t)}
          </p>
        )}
        <Actions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" type="submit" disabled={write.isPending}>
            {t('identity-save')}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

/** The first address that nobody writes as yet. */
function empty({ identities, addresses }: Identities): Identity {
  const free = addresses.find((one) => !identities.some(({ address }) => address === one));
  return {
    id: crypto.randomUUID(),
    name: identities[0]?.name ?? '',
    address: free ?? addresses[0] ?? '',
    replyTo: '',
    signature: { html: '', text: '' },
    isDefault: false,
  };
}
