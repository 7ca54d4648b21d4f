import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { caution } from '../app/theme';
import { CaseState } from '../gen/border/cases/v1/turns_pb';
import type { StateName } from './search';

const colors: Partial<Record<StateName, string>> = {
  UNDER_INVESTIGATION: 'border.8',
  SOLVED: 'teal.9',
  REFERRED: 'teal.9',
  VOID: 'red.9',
  SUSPENDED: caution,
};

export function StateBadge({ state }: { state: CaseState }) {
  const { t } = useTranslation();
  const name = CaseState[state] as StateName;
  return (
    <Badge variant="outline" tt="none" fw={500} miw="max-content" color={colors[name] ?? 'gray.8'}>
      {t(`caseState.${name}`)}
    </Badge>
  );
}
