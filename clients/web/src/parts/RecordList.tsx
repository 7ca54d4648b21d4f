import { Text } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Empty } from './Empty';
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
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const items = pages.flatMap(itemsOf);
        if (items.length === 0 && !query.hasNextPage) return <Empty>{empty}</Empty>;
        return (
          <>
            <Text size="sm" role="status">
              {t(query.hasNextPage ? 'records.shownMore' : 'records.shown', { count: items.length })}
            </Text>
            <RecordTable
              label={label}
              columns={columns}
              items={items}
              keyOf={keyOf}
              minWidth={minWidth}
              hasMore={query.hasNextPage && !query.isFetchingNextPage}
              onMore={() => void query.fetchNextPage()}
            />
          </>
        );
      }}
    </Loaded>
  );
}
