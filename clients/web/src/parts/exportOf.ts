import type { ExportTable } from '../export/table';
import type { Column } from './RecordTable';

/** What stands in the columns, in words, to be taken out of the application. */
export function exportOf<T>(title: string, fileName: string, columns: Column<T>[], items: T[], notes: string[]): ExportTable {
  const textOf = (column: Column<T>, item: T) => {
    const cell = column.text?.(item) ?? column.cell(item);
    return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : '';
  };
  return {
    title,
    fileName,
    columns: columns.map(({ head }) => ({ name: head })),
    rows: items.map((item) => columns.map((column) => textOf(column, item))),
    notes,
  };
}
