import type { Figure } from '../gen/border/statistics/v1/statistics_pb';
import { flagNames } from './values';

const columns = [
  'indicator',
  'period',
  'start_date',
  'end_date',
  'area',
  'category',
  'name',
  'value',
  'low',
  'high',
  'unit',
  'base_period',
  'base',
  'change',
  'percent',
  'marks',
];

// A spreadsheet takes a cell that begins with one of these for a formula.
const safe = (cell: string) => (/^[=+@\t\r]/.test(cell) || /^-(?![\d.]+$)/.test(cell) ? `'${cell}` : cell);
const quoted = (cell: string) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A table of figures as CSV, with exact numbers. */
export function writeCsv(figures: Figure[], nameOf: (figure: Figure) => string): string {
  const rows = figures.map((figure) => {
    const comparison = figure.comparisons[0];
    const { indicator, period, startDate, endDate, area, category, value, unit, flags } = figure;
    return [
      indicator,
      period,
      startDate,
      endDate,
      area,
      category,
      nameOf(figure),
      value?.amount,
      value?.low,
      value?.high,
      unit,
      comparison?.basePeriod,
      comparison?.base?.amount,
      comparison?.change,
      comparison?.percent,
      flagNames([...flags, ...(comparison?.flags ?? [])]).join(' '),
    ].map((cell) => quoted(safe(cell ?? '')));
  });
  return `${[columns, ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`;
}

export function download(name: string, csv: string) {
  // The mark tells spreadsheets that it is UTF-8.
  const address = URL.createObjectURL(new Blob(['\ufeff', csv], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
