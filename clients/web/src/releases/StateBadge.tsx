import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReleaseState } from '../gen/border/statistics/v1/releases_pb';
import { type StateName, stateName } from './search';

const looks: Record<StateName, { variant: string; color: string }> = {
  DRAFT: { variant: 'default', color: 'gray' },
  SIGNED: { variant: 'outline', color: 'border' },
  PUBLISHED: { variant: 'filled', color: 'border' },
  WITHDRAWN: { variant: 'outline', color: 'red.9' },
};

export function StateBadge({ state }: { state: ReleaseState }) {
  const { t } = useTranslation();
  const name = stateName(state);
  return <Badge {...looks[name]}>{t(`releaseState.${name}`)}</Badge>;
}
