import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Figure } from '../gen/border/statistics/v1/statistics_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { Loaded } from '../parts/Loaded';
import { PartTable } from '../parts/PartTable';
import { RecordLink } from '../parts/RecordLink';
import { periodOf } from '../periods/periods';
import { useServices } from '../services/ServicesContext';
import { useAmounts } from './useAmounts';

const pageSize = 20;

/** The records that give something to a figure, as of its time. */
export function FigureRecords({ figure, asOf }: { figure: Figure; asOf: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amounts = useAmounts();
  const { statistics } = useServices();
  const { indicator, area, category, remainder } = figure;
  const period = periodOf(figure);
  const records = useInfiniteQuery({
    queryKey: ['counted', 'records', indicator, period, area, category, remainder, asOf],
    queryFn: ({ signal, pageParam }) =>
      statistics.explain({ indicator, period, area, category, remainder, asOf, pageSize, pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
  return (
    <Loaded query={records}>
      {({ pages }) => (
        <>
          <PartTable
            label={t('explain.records')}
            // Of those that the reader may not know of, nothing tells one from another.
            items={pages.flatMap((page) => page.contributions).map((part, at) => ({ ...part, key: at }))}
            keyOf={({ key }) => key}
            empty={t('explain.noRecords')}
            file={() => ({ fileName: `${indicator}-${figure.period}-records` })}
            columns={[
              {
                head: t('explain.record'),
                cell: ({ record }) => (record ? <RecordLink name={record} /> : t('explain.hidden')),
                text: ({ record }) => record,
              },
              { head: t('explain.day'), cell: ({ date }) => formats.day(date), text: ({ date }) => date },
              {
                head: t('explain.amount'),
                isNumber: true,
                cell: ({ amount }) => amounts.amount(amount, indicator),
                text: ({ amount }) => amount,
              },
              { head: t('explain.knownOn'), cell: ({ knownOn }) => formats.day(knownOn), text: ({ knownOn }) => knownOn },
            ]}
          />
          {records.hasNextPage && (
            <Button
              mt="sm"
              variant="default"
              size="xs"
              loading={records.isFetchingNextPage}
              onClick={() => void records.fetchNextPage()}
            >
              {t('explain.more')}
            </Button>
          )}
        </>
      )}
    </Loaded>
  );
}
