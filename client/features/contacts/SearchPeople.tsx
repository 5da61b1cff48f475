import Search from 'lucide-react/icons/search';
import X from 'lucide-react/icons/x';
import { useRef } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { SEARCH_BOX } from '../search/address.ts';
import box from '../search/SearchBox.module.css';

/** Finds people while one types: by name, address, number, organisation or group. */
export function SearchPeople({ typed, onType }: { typed: string; onType(text: string): void }) {
  const t = useT();
  const field = useRef<HTMLInputElement>(null);
  return (
    <search className={box.place}>
      <div className={box.box}>
        <Search size={17} className={box.sign} aria-hidden />
        <input
          ref={field}
          id={SEARCH_BOX}
          type="search"
          value={typed}
          aria-label={t('contacts-search')}
          placeholder={t('contacts-search')}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && onType('')}
        />
        {typed && (
          <IconButton
            label={t('contacts-search-clear')}
            className={box.button ?? ''}
            icon={<X size={16} aria-hidden />}
            onClick={() => {
              onType('');
              field.current?.focus();
            }}
          />
        )}
      </div>
    </search>
  );
}
