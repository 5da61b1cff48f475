import { type DragEvent, useRef, useState } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { Avatar } from './Avatar.tsx';
import styles from './ContactForm.module.css';
import { smallPhoto } from './photo.ts';

interface Props {
  name: string;
  picture: string | null;
  /** A data: URL, or null to have none. */
  onChange(photo: string | null): void;
}

/** A picture, chosen or dropped. It is made small here: the large one never leaves the device. */
export function PhotoField({ name, picture, onChange }: Props) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [error, setError] = useState(false);
  const [isOver, setOver] = useState(false);
  const take = async (file: Blob | undefined) => {
    if (!file) return;
    const photo = await smallPhoto(file);
    setError(photo === null);
    if (photo) onChange(photo);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <div
      className={styles.photo}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Avatar look="large" name={name} picture={picture} />
      <Button onClick={() => input.current?.click()}>
        {t(picture ? 'photo-change' : 'photo-add')}
      </Button>
      {picture && (
        <Button look="plain" onClick={() => onChange(null)}>
          {t('photo-remove')}
        </Button>
      )}
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label={t('photo-add')}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {error && (
        <p role="alert" className={styles.wrong}>
          {t('photo-unreadable')}
        </p>
      )}
    </div>
  );
}
