import { Breakdown } from '../gen/border/statistics/v1/statistics_pb';

export const breakdowns = {
  none: Breakdown.UNSPECIFIED,
  area: Breakdown.AREA,
  category: Breakdown.CATEGORY,
  month: Breakdown.MONTH,
  day: Breakdown.DAY,
} as const;

export type BreakdownName = keyof typeof breakdowns;

/** What the page of figures shows, as it stands in its address. */
export interface FiguresSearch {
  indicator?: string;
  period?: string;
  area?: string;
  by?: BreakdownName;
  /** How many years before is compared with; 0 for nothing. */
  back?: number;
  asOf?: string;
  /** The trend of each area below beside the others. */
  small?: true;
}

const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined);

export function readFiguresSearch(search: Record<string, unknown>): FiguresSearch {
  const by = text(search.by);
  const back = Number(search.back);
  return {
    indicator: text(search.indicator),
    period: text(search.period),
    area: text(search.area),
    by: by !== undefined && by in breakdowns ? (by as BreakdownName) : undefined,
    back: search.back !== undefined && Number.isInteger(back) && back >= 0 && back <= 10 ? back : undefined,
    asOf: text(search.asOf),
    small: String(search.small) === 'true' ? true : undefined,
  };
}
