import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useSearchParams } from 'react-router';
import { sentenceOf } from '../../i18n/errors.ts';
import { type MessageId, useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { BlockedTab } from './BlockedTab.tsx';
import styles from './Filters.module.css';
import { ForwardingTab } from './ForwardingTab.tsx';
import { useFilters } from './filters.ts';
import { ProofQuestion } from './ProofQuestion.tsx';
import { RuleList } from './RuleList.tsx';
import { RunProgress } from './RunProgress.tsx';
import { ScriptTab } from './ScriptTab.tsx';

const tabs = {
  rules: 'filters',
  blocked: 'blocked',
  forwarding: 'forwarding',
  script: 'script',
} as const;
type TabName = keyof typeof tabs;

/** What happens to mail as it arrives: rules, blocked senders, forwarding, and the script behind them. */
export default function FiltersPage() {
  const t = useT();
  const { data: filters, error, isFetching, refetch } = useFilters();
  const [search, setSearch] = useSearchParams();
  const wanted = search.get('tab') as TabName | null;
  const current = wanted && wanted in tabs ? wanted : 'rules';
  // What was typed in a tab is still there when one comes back to it.
  const [seen, setSeen] = useState(() => new Set<TabName>([current]));
  const go = (name: TabName) => {
    setSeen((before) => new Set([...before, name]));
    setSearch(name === 'rules' ? {} : { tab: name }, { replace: true });
  };
  if (!filters)
    return error ? (
      <div role="alert" className={styles.empty}>
        <p>{sentenceOf(error, t)}</p>
        <Button disabled={isFetching} onClick={() => void refetch()}>
          {t('retry')}
        </Button>
      </div>
    ) : (
      <p className={styles.hint}>{t('loading')}</p>
    );
  const canFilter = filters.extensions.includes('fileinto');
  const panels: Record<TabName, React.ReactNode> = {
    rules: <RuleList filters={filters} onScript={() => go('script')} />,
    blocked: <BlockedTab blocked={filters.blocked} />,
    forwarding: (
      <ForwardingTab
        forwarding={filters.forwarding}
        canKeep={filters.extensions.includes('copy')}
      />
    ),
    script: <ScriptTab extensions={filters.extensions} />,
  };
  return (
    <div className={styles.page}>
      {error && (
        <p role="alert" className={styles.warning}>
          {sentenceOf(error, t)}
        </p>
      )}
      {!canFilter && <p className={styles.warning}>{t('filters-few-extensions')}</p>}
      <RunProgress />
      <Tabs
        selectedKey={current}
        onSelectionChange={(key) => go(key as TabName)}
        className={styles.tabs!}
      >
        <TabList aria-label={t('settings-filters')} className={styles.tabList!}>
          {(Object.keys(tabs) as TabName[]).map((name) => (
            <Tab key={name} id={name} className={styles.tabName!}>
              {t(tabs[name] as MessageId)}
            </Tab>
          ))}
        </TabList>
        {(Object.keys(tabs) as TabName[]).map((name) => (
          <TabPanel
            key={name}
            id={name}
            shouldForceMount={seen.has(name)}
            className={styles.tabPanel!}
          >
            {panels[name]}
          </TabPanel>
        ))}
      </Tabs>
      <ProofQuestion />
    </div>
  );
}
