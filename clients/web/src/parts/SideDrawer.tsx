import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from '../language/useTranslation';
import { useFocusBack } from './useFocusBack';

/** Tells more about something beside the page that has it. */
export function SideDrawer({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  useFocusBack();
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={title}
      closeButtonProps={{ 'aria-label': t('explain.close') }}
    >
      {children}
    </Drawer>
  );
}
