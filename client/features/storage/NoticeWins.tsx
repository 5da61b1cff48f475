import { Link } from 'react-router';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { EmptyButton } from './HomeActs.tsx';
import { reviewAddress } from './storage.ts';
import { useWins, useWinWords } from './wins.ts';

/** The three biggest safe wins, one click each: to a question or to a list, never to a deed. */
export function NoticeWins() {
  const t = useT();
  const { bytes } = useFormats();
  const { wins = [] } = useWins();
  const words = useWinWords();
  return wins.map((win) => {
    const { name, choice } = win;
    const said = t(`full-notice-${name}`, { size: bytes(win.bytes) });
    return name === 'trash' || name === 'junk' ? (
      <EmptyButton key={name} use={name} label={said} />
    ) : (
      <Link key={name} to={reviewAddress(choice, name, words(win))}>
        {said}
      </Link>
    );
  });
}
