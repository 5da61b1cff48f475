import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useSearchParams } from 'react-router';
import { MAPS, type MapBy } from '../../../shared/storage-map.ts';
import { useT } from '../../i18n/i18n.tsx';
import { MapTable } from './MapTable.tsx';
import styles from './StorageMaps.module.css';

/** Where the space went, seen in seven ways. */
export function StorageMaps() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const wanted = MAPS.find((by) => by === search.get('by')) ?? 'folder';
  return (
    <Tabs
      selectedKey={wanted}
      onSelectionChange={(key) => setSearch({ by: String(key) }, { replace: true })}
    >
      <TabList aria-label={t('maps')} className={styles.names!}>
        {MAPS.map((by: MapBy) => (
          <Tab key={by} id={by} className={styles.name!}>
            {t(`map-${by}`)}
          </Tab>
        ))}
      </TabList>
      {MAPS.map((by) => (
        <TabPanel key={by} id={by} className={styles.panel!}>
          <MapTable by={by} />
        </TabPanel>
      ))}
    </Tabs>
  );
}
