import { Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePurpose } from '../services/purpose';
import { PurposeSelect } from './PurposeSelect';

/** Nothing that is known of a person is read before it is said what for. */
export function PurposeGate({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  if (usePurpose()) return children;
  return (
    <Paper withBorder p="md">
      <Stack>
        <Text size="sm">{t('persons.purposeNeeded')}</Text>
        <PurposeSelect />
      </Stack>
    </Paper>
  );
}
