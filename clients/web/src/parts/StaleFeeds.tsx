import { Alert } from '@mantine/core';
import { useTranslation } from '../language/useTranslation';
import { useProgress } from '../services/useProgress';

const known = ['patrols', 'persons', 'cases', 'seizures'] as const;

/** Says so when a feed is away or behind; says nothing otherwise. Figures below it follow what is counted meanwhile. */
export function StaleFeeds() {
  const { t } = useTranslation();
  const stale = useProgress().data?.feeds.filter((feed) => feed.stale) ?? [];
  if (stale.length === 0) return null;
  const names = stale.map(({ feed }) => known.find((name) => name === feed)).flatMap((name) => (name ? [t(`feed.${name}`)] : []));
  return (
    <Alert color="yellow" role="status" title={t('state.stale')}>
      {t('state.staleFeeds', { feeds: names.join(', ') })}
    </Alert>
  );
}
