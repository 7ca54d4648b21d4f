import { Alert, Text } from '@mantine/core';
import type { FeedProgress } from '../gen/border/statistics/v1/statistics_pb';
import { useTranslation } from '../language/useTranslation';
import { useProgress } from '../services/useProgress';

const known = ['patrols', 'persons', 'cases', 'seizures'] as const;

/** Says so when a feed is away, behind or rolled back; says nothing otherwise. Figures below it follow what is counted meanwhile. */
export function StaleFeeds() {
  const { t } = useTranslation();
  const stale = useProgress().data?.feeds.filter((feed) => feed.stale) ?? [];
  if (stale.length === 0) return null;
  const names = (feeds: FeedProgress[]) =>
    feeds
      .map(({ feed }) => known.find((name) => name === feed))
      .flatMap((name) => (name ? [t(`feed.${name}`)] : []))
      .join(', ');
  const rolledBack = stale.filter((feed) => feed.rolledBack);
  const late = stale.filter((feed) => !feed.rolledBack);
  return (
    <Alert color="yellow" role="status" title={t('state.stale')}>
      {late.length > 0 && <Text inherit>{t('state.staleFeeds', { feeds: names(late) })}</Text>}
      {rolledBack.length > 0 && <Text inherit>{t('state.rolledBackFeeds', { feeds: names(rolledBack) })}</Text>}
    </Alert>
  );
}
