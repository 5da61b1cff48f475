import X from 'lucide-react/icons/x';
import type { KeyboardEvent, ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from './Button.tsx';
import styles from './Viewer.module.css';

interface Props {
  title: string;
  /** Below the title, small. */
  note?: ReactNode;
  closeLabel: string;
  /** Buttons beside the title. */
  actions?: ReactNode;
  children: ReactNode;
  onClose(): void;
  /** Keys that nothing inside wanted. */
  onKey?(event: KeyboardEvent): void;
}

/** A dialog as large as the window, for what is looked at; Escape and a click beside it close it. */
export default function Viewer(props: Props) {
  const { title, note, closeLabel, actions, children, onClose, onKey } = props;
  return (
    // The dialog stands elsewhere in the page, but its keys come by here.
    <div className={styles.keys} onKeyDown={onKey}>
      <ModalOverlay
        isOpen
        isDismissable
        onOpenChange={(open) => !open && onClose()}
        className={styles.veil!}
      >
        <Modal className={styles.modal!}>
          <Dialog className={styles.dialog!}>
            <header className={styles.head}>
              <div className={styles.titles}>
                <Heading slot="title" className={styles.title!}>
                  <bdi>{title}</bdi>
                </Heading>
                {note && <p className={styles.note}>{note}</p>}
              </div>
              {actions}
              <IconButton label={closeLabel} icon={<X size={18} aria-hidden />} onClick={onClose} />
            </header>
            <div className={styles.body}>{children}</div>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </div>
  );
}
