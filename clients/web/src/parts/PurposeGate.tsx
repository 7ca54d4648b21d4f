import { Alert, Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { recorders } from '../app/pages';
import { useTranslation } from '../language/useTranslation';
import { usePurpose } from '../services/purpose';
import { useMay } from '../services/session';
import { PurposeSelect } from './PurposeSelect';

/** Nothing that is known of a person is read before it is said what for; nobody is asked that who has no right to it. */
export function PurposeGate({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const purpose = usePurpose();
  const mayRead = useMay(...recorders);
  if (!mayRead) return <Alert color="red" role="alert" title={t('state.denied')} />;
  if (purpose) return children;
  return (
    <Paper withBorder p="md">
      <Stack>
        <Text size="sm">{t('persons.purposeNeeded')}</Text>
        <PurposeSelect />
      </Stack>
    </Paper>
  );
}
