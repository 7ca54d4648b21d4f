import { Group, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ExportMenu } from '../export/ExportMenu';
import { exportOf } from './exportOf';
import classes from './parts.module.css';
import type { Column } from './RecordTable';

interface Props<T> {
  label: string;
  items: T[];
  keyOf: (item: T) => string | number;
  columns: Column<T>[];
  empty: string;
  minWidth?: number;
}

/** Some parts of a record, all of them at once. */
export function PartTable<T>({ label, items, keyOf, columns, empty, minWidth = 360 }: Props<T>) {
  const { t } = useTranslation();
  if (items.length === 0) return <Text size="sm">{empty}</Text>;
  return (
    <>
      <Table.ScrollContainer minWidth={minWidth}>
        <Table verticalSpacing={4} tabularNums aria-label={label}>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ head }) => (
                <Table.Th key={head}>{head}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((item) => (
              <Table.Tr key={keyOf(item)}>
                {columns.map(({ head, cell, title }) => (
                  <Table.Td key={head} className={classes.words} title={title?.(item)}>
                    {cell(item)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Group justify="flex-end">
        <ExportMenu
          what={label}
          tableOf={() => exportOf(label, 'border-part', columns, items, [t('export.shown', { count: items.length })])}
        />
      </Group>
    </>
  );
}
