import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language/formats';
import { RecordList } from '../parts/RecordList';
import { usePatrolColumns } from '../patrols/PatrolsPage';
import { useServices } from '../services/ServicesContext';

const everyMs = 30_000;

/** Patrols that were to be back and are not. */
export function OverdueQueue() {
  const { t } = useTranslation();
  const { time } = useFormats();
  const { overdue } = useServices();
  const found = useInfiniteQuery({
    queryKey: ['reviews', 'overdue'],
    queryFn: ({ signal, pageParam }) => overdue.listOverduePatrols({ pageSize: 100, pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextPageToken || undefined,
    refetchInterval: everyMs,
  });
  const columns = usePatrolColumns();
  const asOf = found.data?.pages[0]?.asOf;
  return (
    <>
      {asOf && (
        <Text size="sm" c="dark.3">
          {t('reviews.asOf', { time: time(asOf) })}
        </Text>
      )}
      <RecordList
        query={found}
        itemsOf={(page) => page.patrols}
        keyOf={({ name }) => name}
        columns={[...columns, { head: t('reviews.overdueSince'), cell: ({ plannedEndTime }) => time(plannedEndTime) }]}
        label={t('reviews.queues.overdue')}
        empty={t('reviews.none')}
      />
    </>
  );
}
