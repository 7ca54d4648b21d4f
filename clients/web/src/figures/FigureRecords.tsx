import { Anchor, Button, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Figure } from '../gen/border/statistics/v1/statistics_pb';
import { useFormats } from '../language/formats';
import { Failure } from '../parts/Failure';
import { useServices } from '../services/ServicesContext';
import { useAmounts } from './useAmounts';

const pageSize = 20;

/** The records that give something to a figure, as of its time. */
export function FigureRecords({ figure, asOf }: { figure: Figure; asOf: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amounts = useAmounts();
  const { statistics } = useServices();
  const { indicator, period, area, category } = figure;
  const records = useInfiniteQuery({
    queryKey: ['counted', 'records', indicator, period, area, category, asOf],
    queryFn: ({ signal, pageParam }) =>
      statistics.explain({ indicator, period, area, category, asOf, pageSize, pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
  // Of those that the reader may not know of, nothing tells one from another.
  const contributions =
    records.data?.pages.flatMap((page) => page.contributions).map((part, at) => ({ ...part, key: `${at}` })) ?? [];
  if (records.isError) return <Failure error={records.error} onRetry={() => void records.refetch()} />;
  if (records.data && contributions.length === 0) return <Text size="sm">{t('explain.noRecords')}</Text>;
  return (
    <>
      <Table verticalSpacing={4} tabularNums aria-label={t('explain.records')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('explain.record')}</Table.Th>
            <Table.Th>{t('explain.day')}</Table.Th>
            <Table.Th ta="right">{t('explain.amount')}</Table.Th>
            <Table.Th>{t('explain.knownOn')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {contributions.map(({ key, record, date, amount, knownOn }) => (
            <Table.Tr key={key}>
              <Table.Td>
                {record.startsWith('cases/') ? (
                  <Anchor
                    size="sm"
                    renderRoot={(props) => <Link {...props} to="/cases/$id" params={{ id: record.slice('cases/'.length) }} />}
                  >
                    {record}
                  </Anchor>
                ) : (
                  record || t('explain.hidden')
                )}
              </Table.Td>
              <Table.Td>{formats.day(date)}</Table.Td>
              <Table.Td ta="right">{amounts.amount(amount, indicator)}</Table.Td>
              <Table.Td>{formats.day(knownOn)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
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
  );
}
