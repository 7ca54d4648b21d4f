import type { ExportTable } from './table';

// A spreadsheet takes a cell that begins with one of these for a formula.
const safe = (cell: string) => (/^[=+@\t\r]/.test(cell) || /^-(?![\d.]+$)/.test(cell) ? `'${cell}` : cell);
const quoted = (cell: string) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A table as CSV, with exact numbers. */
export function writeCsv({ columns, rows }: Pick<ExportTable, 'columns' | 'rows'>): string {
  const lines = [columns.map(({ name }) => name), ...rows];
  return `${lines.map((line) => line.map((cell) => quoted(safe(cell ?? ''))).join(',')).join('\r\n')}\r\n`;
}

/** The mark tells spreadsheets that it is UTF-8. */
export const csvFile = (table: ExportTable) => new Blob(['\ufeff', writeCsv(table)], { type: 'text/csv;charset=utf-8' });
