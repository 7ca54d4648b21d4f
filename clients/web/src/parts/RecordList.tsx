import { Group, Stack, Text } from '@mantine/core';
import { hashKey } from '@tanstack/react-query';
import { ExportList } from '../export/ExportList';
import { useTranslation } from '../language/useTranslation';
import type { RecordPages } from '../services/lists';
import { Empty } from './Empty';
import { Failure } from './Failure';
import { Loading } from './Loaded';
import { type Column, RecordTable } from './RecordTable';
import { mostRows, useRows } from './useRows';

interface Props<T> {
  list: RecordPages<T>;
  keyOf: (item: T) => string;
  columns: Column<T>[];
  label: string;
  empty: string;
  minWidth?: string;
}

/** A list of records with how many are shown. Another filter is another list, which begins at its top. */
export const RecordList = <T,>(props: Props<T>) => <Rows key={hashKey(props.list.key)} {...props} />;

function Rows<T>({ list, keyOf, columns, label, empty, minWidth }: Props<T>) {
  const { t } = useTranslation();
  const { count, hasMore, rowAt, view, failed } = useRows(list);
  const failure = failed && <Failure error={failed.error} onRetry={() => void failed.refetch()} />;
  if (count === 0 && hasMore) return failure ?? <Loading />;
  if (count === 0) return <Empty>{empty}</Empty>;
  const words = () => {
    if (count >= mostRows) return 'records.shownMost';
    return hasMore ? 'records.shownMore' : 'records.shown';
  };
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text size="sm" role="status">
          {t(words(), { count })}
        </Text>
        <ExportList list={list} columns={columns} label={label} />
      </Group>
      {failure}
      <RecordTable
        label={label}
        columns={columns}
        count={count}
        rowAt={rowAt}
        keyOf={keyOf}
        minWidth={minWidth}
        hasMore={hasMore}
        onView={view}
      />
    </Stack>
  );
}
