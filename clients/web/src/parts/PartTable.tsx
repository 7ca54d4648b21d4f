import { Group, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportMenu } from '../export/ExportMenu';
import type { ExportTable } from '../export/table';
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
  /** What stands beside the export, above the table; without it the export is below. */
  above?: ReactNode;
  /** What is taken out, where that is not what stands in the columns or should have a name of its own. */
  file?: () => Partial<ExportTable>;
}

/** A table that is there as a whole. There is no other way to show one, so that each can be taken out. */
export function PartTable<T>({ label, items, keyOf, columns, empty, minWidth = 360, above, file }: Props<T>) {
  const { t } = useTranslation();
  if (items.length === 0) return <Text size="sm">{empty}</Text>;
  const tableOf = () => ({
    title: label,
    fileName: 'border-part',
    ...exportOf(columns, items),
    notes: [t('export.shown', { count: items.length })],
    ...file?.(),
  });
  const exporting = <ExportMenu what={label} tableOf={tableOf} />;
  return (
    <>
      {above !== undefined && (
        <Group justify="space-between">
          {above || <span />}
          {exporting}
        </Group>
      )}
      <Table.ScrollContainer minWidth={minWidth}>
        <Table striped highlightOnHover verticalSpacing={4} tabularNums aria-label={label} className={classes.part}>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ head, isNumber }) => (
                <Table.Th key={head} ta={isNumber ? 'right' : undefined}>
                  {head}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((item) => (
              <Table.Tr key={keyOf(item)}>
                {columns.map((column) => (
                  <Cell key={column.head} column={column} item={item} />
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {above === undefined && <Group justify="flex-end">{exporting}</Group>}
    </>
  );
}

function Cell<T>({ column: { cell, title, isName, isNumber }, item }: { column: Column<T>; item: T }) {
  const shown = cell(item);
  if (isName) {
    return (
      <Table.Th scope="row" fw={400} className={classes.words}>
        {shown}
      </Table.Th>
    );
  }
  return (
    <Table.Td className={isNumber ? classes.amount : classes.words} ta={isNumber ? 'right' : undefined} title={title?.(item)}>
      {shown}
    </Table.Td>
  );
}
