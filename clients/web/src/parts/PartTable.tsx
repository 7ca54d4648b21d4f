import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ExportMenu } from '../export/ExportMenu';
import type { ExportTable } from '../export/table';
import { useTranslation } from '../language/useTranslation';
import { exportOf } from './exportOf';
import classes from './parts.module.css';
import type { Column } from './RecordTable';
import { Scroll } from './Scroll';

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
    drawn: exportOf(columns, items),
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
      <Scroll label={label}>
        <table className={classes.part} style={{ minWidth }} aria-label={label}>
          <thead>
            <tr>
              {columns.map(({ head, isNumber }) => (
                <th key={head} scope="col" className={isNumber ? classes.end : undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={keyOf(item)}>{columns.map((column) => cellOf(column, item))}</tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {above === undefined && <Group justify="flex-end">{exporting}</Group>}
    </>
  );
}

// No component of its own: a table has hundreds.
function cellOf<T>({ head, cell, title, isName, isNumber }: Column<T>, item: T) {
  if (isName) {
    return (
      <th key={head} scope="row" className={classes.words}>
        {cell(item)}
      </th>
    );
  }
  return (
    <td key={head} className={isNumber ? classes.amount : classes.words} title={title?.(item)}>
      {cell(item)}
    </td>
  );
}
