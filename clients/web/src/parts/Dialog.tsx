import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from '../language/useTranslation';
import { useUnsaved } from '../services/unsaved';
import { useFocusBack } from './useFocusBack';

interface Props {
  title: string;
  /** What its cross is read as, where nothing is cancelled by it. */
  closeLabel?: string;
  size?: string;
  /** Something is written in it: then neither a press beside it nor Escape closes it. */
  isWritten?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog, for as long as it is there. */
export function Dialog({ title, closeLabel, size, isWritten = false, onClose, children }: Props) {
  const { t } = useTranslation();
  useFocusBack();
  useUnsaved(isWritten);
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      closeOnClickOutside={!isWritten}
      closeOnEscape={!isWritten}
      closeButtonProps={{ 'aria-label': closeLabel ?? t('verb.cancel') }}
    >
      {children}
    </Modal>
  );
}
