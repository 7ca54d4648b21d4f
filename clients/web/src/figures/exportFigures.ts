import type { Cell, TableColumn } from '../export/table';
import { type Figure, FigureFlag } from '../gen/border/statistics/v1/statistics_pb';
import { flagNames } from './values';

const numbers = new Set(['value', 'low', 'high', 'base', 'change', 'percent']);

export const columns: TableColumn[] = [
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
  'flags',
  'remainder',
].map((name) => ({ name, isNumber: numbers.has(name) }));

const provisional = [FigureFlag.PARTIAL, FigureFlag.INCOMPLETE, FigureFlag.STALE];

/** The marks of statistical tables: p for provisional, r for revised by what was loaded later. */
export const marksOf = (flags: FigureFlag[]) =>
  [flags.some((flag) => provisional.includes(flag)) && 'p', flags.includes(FigureFlag.LOADED_LATER) && 'r']
    .filter(Boolean)
    .join(' ');

/** The rows of a table of figures, with exact numbers. */
export function rowsOf(figures: Figure[], nameOf: (figure: Figure) => string): Cell[][] {
  return figures.map((figure) => {
    const comparison = figure.comparisons[0];
    const { indicator, period, startDate, endDate, area, remainder, category, value, unit, flags } = figure;
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
      marksOf(flags),
      flagNames([...flags, ...(comparison?.flags ?? [])]).join(' '),
      String(remainder),
    ];
  });
}
