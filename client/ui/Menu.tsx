import { type ReactNode, type RefObject, useEffect, useEffectEvent } from 'react';
import {
  Menu as AriaMenu,
  Header,
  I18nProvider,
  MenuItem,
  MenuSection,
  Popover,
  Separator,
} from 'react-aria-components';
import { useIntl } from 'react-intl';
import styles from './Menu.module.css';

export interface MenuEntry {
  id: string;
  label: string;
  /** Before the label. */
  icon?: ReactNode;
  /** Set for a choice among others: shown with a mark. */
  checked?: boolean;
  disabled?: boolean;
  danger?: boolean;
  act(): void;
}

export interface MenuGroup {
  /** Names the group among its siblings. */
  id: string;
  title?: string;
  entries: MenuEntry[];
}

interface Props {
  label: string;
  groups: MenuGroup[];
  trigger: RefObject<HTMLElement | null>;
  onClose(): void;
}

/** A menu that opens at once, beside what called it. */
export default function Menu({ label, groups, trigger, onClose }: Props) {
  const entries = groups.flatMap((group) => group.entries);
  useEscape(onClose);
  const { locale } = useIntl();
  return (
    <I18nProvider locale={locale}>
      <Popover
        isOpen
        aria-label={label}
        triggerRef={trigger}
        onOpenChange={(open) => !open && onClose()}
        className={styles.popover!}
        placement="bottom start"
      >
        <AriaMenu
          aria-label={label}
          autoFocus="first"
          className={styles.menu!}
          onAction={(id) => {
            onClose();
            entries.find((entry) => entry.id === id)?.act();
          }}
          disabledKeys={entries.filter(({ disabled }) => disabled).map(({ id }) => id)}
        >
          {groups.flatMap((group, i) => [
            ...(i > 0 ? [<Separator key={`line-${group.id}`} className={styles.line!} />] : []),
            <MenuSection key={group.id} aria-label={group.title ?? label}>
              {group.title && <Header className={styles.title!}>{group.title}</Header>}
              {group.entries.map(({ id, label: text, icon, checked, danger }) => (
                <MenuItem
                  key={id}
                  id={id}
                  textValue={text}
                  className={`${styles.entry} ${danger ? styles.danger : ''}`}
                >
                  <span className={styles.mark} aria-hidden>
                    {checked ? '✓' : ''}
                  </span>
                  {icon}
                  {text}
                  {checked ? <span className="visually-hidden"> ✓</span> : null}
                </MenuItem>
              ))}
            </MenuSection>,
          ])}
        </AriaMenu>
      </Popover>
    </I18nProvider>
  );
}

/** Escape closes from the first moment, also before the focus has come into the menu. */
function useEscape(onClose: () => void) {
  const close = useEffectEvent(onClose);
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      close();
    };
    document.addEventListener('keydown', hear, true);
    return () => document.removeEventListener('keydown', hear, true);
  }, []);
}
