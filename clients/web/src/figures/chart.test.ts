import { expect, test } from 'vitest';
import { chartOption } from './chartOption';
import { knownDays } from './history';
import { readFiguresSearch } from './search';

const names = { names: ['a', 'b'], valueName: 'now', baseName: 'before' };
const data = { ...names, kind: 'line' as const, values: [1, null], bases: [2, 3], decimals: 1 };

test('what was not reported is a gap and no zero', () => {
  expect(chartOption(data, 'en').series).toMatchObject([{ data: [2, 3] }, { data: [1, null] }]);
});

test('the year before is told from this one without colour', () => {
  const [before, now] = chartOption(data, 'en').series as { lineStyle: { type?: string }; symbol: string }[];

  expect(before?.lineStyle.type).toBe('dashed');
  expect(before?.symbol).not.toBe(now?.symbol);
});

test('the hint is drawn, since the page allows no styles within HTML', () => {
  expect(chartOption(data, 'en').tooltip).toMatchObject({ renderMode: 'richText' });
});

test('a figure is asked for on days that are over, and today', () => {
  expect(knownDays('2021-06-30', '2021-08-01')).toEqual(['2021-06-30', '2021-07-07', '2021-07-30', '2021-08-01']);
});

test('an address with wrong choices is read without them', () => {
  expect(readFiguresSearch({ indicator: 'x', by: 'colour', back: 'many', asOf: '2021-01-01' })).toEqual({
    indicator: 'x',
    period: undefined,
    area: undefined,
    by: undefined,
    back: undefined,
    asOf: '2021-01-01',
  });
});
