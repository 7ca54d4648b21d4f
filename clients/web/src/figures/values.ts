import type { TFunction } from 'i18next';
import { type Comparison, type Figure, FigureFlag, Qualifier, type Value } from '../gen/border/statistics/v1/statistics_pb';
import type { Formats } from '../language/formats';

export const flagNames = (flags: FigureFlag[]) =>
  flags.map((flag) => FigureFlag[flag] as Exclude<keyof typeof FigureFlag, 'UNSPECIFIED'>).filter((name) => name in FigureFlag);

/** A number with its precision; null where nobody reported one, which is not zero. */
export function writeValue(value: Value | undefined, formats: Formats, t: TFunction): string {
  if (!value) return t('figures.notReported');
  const number = formats.number(value.amount);
  if (value.qualifier === Qualifier.MORE_THAN) return t('figures.moreThan', { number });
  return value.qualifier === Qualifier.ROUNDED ? t('figures.about', { number }) : number;
}

/** The direction of a change, for those who see the colour and those who do not. */
export function direction(comparison: Comparison | undefined): 'up' | 'down' | 'same' | 'unknown' {
  if (!comparison?.change) return 'unknown';
  const change = Number(comparison.change);
  return change > 0 ? 'up' : change < 0 ? 'down' : 'same';
}

export const arrows = { up: '▲', down: '▼', same: '＝', unknown: '' };

/** What a row of a breakdown is about. */
export const keyOf = (figure: Figure) => [figure.indicator, figure.period, figure.area, figure.category].join('|');
