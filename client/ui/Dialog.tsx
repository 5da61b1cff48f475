import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import styles from './Dialog.module.css';

interface Props {
  title: string;
  /** `alertdialog` for a question about what cannot be undone. */
  role?: 'dialog' | 'alertdialog';
  /** `wide` for a form of many parts: it fills a phone. */
  size?: 'normal' | 'wide';
  children: ReactNode;
  onClose(): void;
}

/** A question in the middle of the page; Escape and a click beside it mean no. */
export default function Dialog(props: Props) {
  const { title, role = 'dialog', size = 'normal', children, onClose } = props;
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
      className={`${styles.veil} ${size === 'wide' ? styles.whole : ''}`}
    >
      <Modal className={`${styles.modal} ${size === 'wide' ? styles.wide : ''}`}>
        <AriaDialog role={role} className={styles.dialog!}>
          <Heading slot="title" className={styles.title!}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
