import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Patrol } from '../gen/border/patrols/v1/patrols_pb';
import type { ListOverduePatrolsResponse } from '../gen/border/patrols/v1/watch_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { RecordList } from '../parts/RecordList';
import { usePatrolColumns } from '../patrols/PatrolsPage';
import { type ListPage, pageOf, type RecordPages } from '../services/lists';
import { useServices } from '../services/ServicesContext';

const everyMs = 30_000;

type OverduePage = ListPage<Patrol> & Pick<ListOverduePatrolsResponse, 'asOf'>;

/** Patrols that were to be back and are not. */
export function OverdueQueue() {
  const { t } = useTranslation();
  const { time } = useFormats();
  const { overdue } = useServices();
  const list: RecordPages<Patrol, OverduePage> = {
    key: ['reviews', 'overdue'],
    read: async (asked, options) => {
      const page = await overdue.listOverduePatrols(asked, options);
      return { items: page.patrols, next: page.nextPageToken, asOf: page.asOf };
    },
    everyMs,
  };
  const columns = usePatrolColumns();
  const asOf = useQuery(pageOf(list)).data?.asOf;
  return (
    <>
      {asOf && (
        <Text size="sm" c="dark.3">
          {t('reviews.asOf', { time: time(asOf) })}
        </Text>
      )}
      <RecordList
        list={list}
        keyOf={({ name }) => name}
        columns={[...columns, { head: t('reviews.overdueSince'), cell: ({ plannedEndTime }) => time(plannedEndTime) }]}
        label={t('reviews.queues.overdue')}
        empty={t('reviews.none')}
      />
    </>
  );
}
