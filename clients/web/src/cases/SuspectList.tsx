import { Badge, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseSuspect } from '../gen/border/cases/v1/suspects_pb';
import classes from './cases.module.css';

export function SuspectList({ suspects }: { suspects: CaseSuspect[] }) {
  const { t } = useTranslation();
  if (suspects.length === 0) return <Text size="sm">{t('cases.noSuspects')}</Text>;
  return (
    <Stack gap="xs">
      {suspects.map((suspect) => (
        <div key={suspect.id}>
          <Group gap="xs">
            <Text size="sm" fw={600}>
              {suspect.statedName || suspect.person || t('cases.unknown')}
            </Text>
            {suspect.removed && (
              <Badge variant="outline" color="gray.8" tt="none">
                {t('cases.removed')}
              </Badge>
            )}
          </Group>
          {suspect.description && (
            <Text size="sm" className={classes.words}>
              {suspect.description}
            </Text>
          )}
        </div>
      ))}
    </Stack>
  );
}
