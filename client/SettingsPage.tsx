import { Link, useParams } from 'react-router';
import { FiltersPanel } from './features/filters/FiltersPanel.tsx';
import { IdentitiesPanel } from './features/identities/IdentitiesPanel.tsx';
import { AppearancePanel } from './features/preferences/AppearancePanel.tsx';
import { GeneralPanel } from './features/preferences/GeneralPanel.tsx';
import { SessionsPanel } from './features/session/SessionsPanel.tsx';
import { TagsPanel } from './features/tags/TagsPanel.tsx';
import { useT } from './i18n/i18n.tsx';
import NotFound from './NotFound.tsx';
import styles from './SettingsPage.module.css';
import { later } from './ui/later.tsx';

const AutomaticReplyPanel = later(
  () => import('./features/automatic-reply/AutomaticReplyPanel.tsx'),
);
const SecurityPanel = later(() => import('./SecurityPanel.tsx'));

/** The table of settings, in the order in which people look for them. */
const panels = {
  general: GeneralPanel,
  appearance: AppearancePanel,
  identities: IdentitiesPanel,
  password: SecurityPanel,
  'automatic-reply': AutomaticReplyPanel,
  filters: FiltersPanel,
  storage: later(() => import('./StoragePanel.tsx')),
  notifications: later(() => import('./features/notifications/NotificationsPanel.tsx')),
  tags: TagsPanel,
  sessions: SessionsPanel,
};
type Page = keyof typeof panels;

export default function SettingsPage() {
  const t = useT();
  const { page = 'general', part } = useParams();
  const Panel = panels[page as Page];
  // Of these pages, storage alone has pages of its own.
  if (!Panel || (part && page !== 'storage')) return <NotFound />;
  return (
    <div className={styles.settings}>
      <nav aria-label={t('settings')} className={styles.pages}>
        {(Object.keys(panels) as Page[]).map((name) => (
          <Link
            key={name}
            to={`/settings/${name}`}
            aria-current={name === page ? 'page' : undefined}
            ref={name === page ? showInRow : undefined}
          >
            {t(`settings-${name}`)}
          </Link>
        ))}
      </nav>
      <div className={styles.panel}>
        <h1>{t(`settings-${page as Page}`)}</h1>
        <p className={styles.intro}>{t(`settings-${page as Page}-intro`)}</p>
        <Panel />
      </div>
    </div>
  );
}

/** On a phone the pages stand in a row that scrolls: the open one is in sight. */
function showInRow(link: HTMLElement | null) {
  link?.scrollIntoView({ inline: 'center', block: 'nearest' });
}
