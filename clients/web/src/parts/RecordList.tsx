import { Group, Stack, Text } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ExportMenu } from '../export/ExportMenu';
import { Empty } from './Empty';
import { exportOf } from './exportOf';
import { Loaded } from './Loaded';
import { type Column, RecordTable } from './RecordTable';

interface Props<Page, T> {
  query: UseInfiniteQueryResult<InfiniteData<Page>>;
  itemsOf: (page: Page) => T[];
  keyOf: (item: T) => string;
  columns: Column<T>[];
  label: string;
  empty: string;
  minWidth?: string;
}

/** A list of records with how many are shown. */
export function RecordList<Page, T>({ query, itemsOf, keyOf, columns, label, empty, minWidth }: Props<Page, T>) {
  const { t } = useTranslation();
  const tableOf = (items: T[]) => ({
    title: label,
    fileName: 'border-list',
    ...exportOf(columns, items),
    notes: [t('export.shown', { count: items.length })],
  });
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const items = pages.flatMap(itemsOf);
        if (items.length === 0 && !query.hasNextPage) return <Empty>{empty}</Empty>;
        return (
          <Stack gap="sm">
            <Group justify="space-between">
              <Text size="sm" role="status">
                {t(query.hasNextPage ? 'records.shownMore' : 'records.shown', { count: items.length })}
              </Text>
              <ExportMenu tableOf={() => tableOf(items)} />
            </Group>
            <RecordTable
              label={label}
              columns={columns}
              items={items}
              keyOf={keyOf}
              minWidth={minWidth}
              hasMore={query.hasNextPage && !query.isFetchingNextPage}
              onMore={() => void query.fetchNextPage()}
            />
          </Stack>
        );
      }}
    </Loaded>
  );
}
