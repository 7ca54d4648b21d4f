import { type Comparison, type Figure, FigureFlag } from '../gen/border/statistics/v1/statistics_pb';

export const flagNames = (flags: FigureFlag[]) =>
  flags.map((flag) => FigureFlag[flag] as Exclude<keyof typeof FigureFlag, 'UNSPECIFIED'>).filter((name) => name in FigureFlag);

/** The direction of a change, for those who see the colour and those who do not. */
export function direction(comparison: Comparison | undefined): 'up' | 'down' | 'same' | 'unknown' {
  if (!comparison?.change) return 'unknown';
  const change = Number(comparison.change);
  return change > 0 ? 'up' : change < 0 ? 'down' : 'same';
}

export const arrows = { up: '▲', down: '▼', same: '＝', unknown: '' };

/** What a row of a breakdown is about. */
export const keyOf = (figure: Figure) =>
  [figure.indicator, figure.period, figure.area, figure.remainder, figure.category].join('|');
