import { useState } from 'react';
import { Link } from 'react-router';
import type { Choice } from '../../../shared/choice.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { useFolders } from '../folders/folders.ts';
import { STORAGE } from './addresses.ts';
import { EmptyFolders } from './EmptyFolders.tsx';
import { EmptyTrash } from './EmptyTrash.tsx';
import { ageWords } from './Narrow.tsx';
import { SenderTool } from './SenderTool.tsx';
import { SubPage } from './SubPage.tsx';
import { Tool } from './Tool.tsx';
import styles from './ToolsPage.module.css';

const SIZES = [1_000_000, 5_000_000, 10_000_000, 20_000_000];
const AGES = [182, 365, 730, 1825];
const YEAR = 365;

/** Every way to make room, each with what it would take at this moment. */
export default function ToolsPage() {
  const t = useT();
  const { bytes } = useFormats();
  const [large, setLarge] = useState(5_000_000);
  const [old, setOld] = useState(2 * YEAR);
  const [sent, setSent] = useState(5_000_000);
  const sentFolder = useFolders()?.find(({ specialUse }) => specialUse === 'sent')?.path;
  const over = (size: number) => t('narrow-size-over', { size: bytes(size) });
  const newsletters: Choice = { newsletters: true, unopened: true, olderThan: 90 };
  return (
    <SubPage title={t('storage-tools')} hint={t('storage-tools-intro')}>
      <ul aria-label={t('storage-tools')} className={styles.tools}>
        <Tool
          name="large"
          choice={{ largerThan: large }}
          value={large}
          among={SIZES}
          words={over}
          onPick={setLarge}
        />
        <Tool
          name="old"
          choice={{ olderThan: old }}
          value={old}
          among={AGES}
          words={(days) => ageWords(days, t)}
          onPick={setOld}
        />
        {sentFolder && (
          <Tool
            name="sent-files"
            choice={{ folders: [sentFolder], filesOver: sent }}
            value={sent}
            among={SIZES}
            words={over}
            onPick={setSent}
            lightens
          />
        )}
        <Tool name="newsletters" choice={newsletters} hint={t('tool-newsletters-hint')}>
          <Link to={`${STORAGE}/lists`}>{t('lists')}</Link>
        </Tool>
        <SenderTool />
        <li className={styles.tool}>
          <h3>{t('tool-trash')}</h3>
          <p className={styles.hint}>{t('tool-trash-hint')}</p>
          <div className={styles.acts}>
            <EmptyTrash />
            <EmptyTrash use="junk" />
          </div>
        </li>
        <EmptyFolders />
      </ul>
    </SubPage>
  );
}
