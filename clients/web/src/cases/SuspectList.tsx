import { Group, Stack, Text } from '@mantine/core';
import type { Case } from '../gen/border/cases/v1/cases_pb';
import type { CaseSuspect } from '../gen/border/cases/v1/suspects_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { Mark } from '../parts/Mark';
import classes from './cases.module.css';

export function SuspectList({ record: { suspects, arrests } }: { record: Case }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const nameOf = ({ statedName, person, eraseTime }: CaseSuspect) => {
    if (eraseTime) return t('erased.suspect', { time: time(eraseTime) });
    return statedName || person || t('cases.unknown');
  };
  if (suspects.length === 0)
    return <Text size="sm">{t(arrests.some(({ withdrawn }) => !withdrawn) ? 'cases.noOtherSuspects' : 'cases.noSuspects')}</Text>;
  return (
    <Stack gap="xs">
      {suspects.map((suspect) => (
        <div key={suspect.id}>
          <Group gap="xs">
            <Text size="sm" fw={600}>
              {nameOf(suspect)}
            </Text>
            {suspect.removed && <Mark>{t('cases.removed')}</Mark>}
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
