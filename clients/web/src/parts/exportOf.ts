import type { ExportTable } from '../export/table';
import type { Column } from './RecordTable';

/** What stands in the columns, in words, to be taken out of the application. */
export function exportOf<T>(columns: Column<T>[], items: T[]): Pick<ExportTable, 'columns' | 'rows'> {
  const taken = columns.filter(({ text }) => text !== null);
  return {
    columns: taken.map(({ head, isNumber }) => ({ name: head, isNumber })),
    rows: items.map((item) => taken.map(({ text, cell }) => String((text ?? cell)(item) ?? ''))),
  };
}
