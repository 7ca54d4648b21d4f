import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { writeCsv } from '../export/csv';
import { FigureFlag, FigureSchema } from '../gen/border/statistics/v1/statistics_pb';
import { columns, rowsOf } from './exportFigures';

const figure = create(FigureSchema, {
  indicator: 'cases_registered',
  period: '2021-H1',
  area: '53',
  unit: 'cases',
  value: { amount: '8419' },
  flags: [FigureFlag.PARTIAL],
  comparisons: [
    { basePeriod: '2020-H1', base: { amount: '2631' }, change: '-5788', percent: '-68.75', flags: [FigureFlag.SMALL_BASE] },
  ],
});
const written = (of: typeof figure, name: string) => writeCsv({ columns, rows: rowsOf([of], () => name) }).split('\r\n')[1];
const rowOf = (name: string) => written(figure, name);

test('a row has the exact numbers and the marks', () => {
  expect(rowOf('Yunnan')).toBe(
    'cases_registered,2021-H1,,,53,,Yunnan,8419,,,cases,2020-H1,2631,-5788,-68.75,p,PARTIAL SMALL_BASE,false',
  );
});

test('commas, quotes and line ends are quoted', () => {
  expect(rowOf('a,"b"')).toContain(',"a,""b""",');
});

test.each(['=1+1', '+1', '@x', '-x'])('%s is no formula', (name) => {
  expect(rowOf(name)).toContain(`,'${name},`);
});

test('a number that nobody reported is empty, not zero', () => {
  const unreported = create(FigureSchema, { indicator: 'x', period: '2021' });

  expect(written(unreported, 'x')).toBe('x,2021,,,,,x,,,,,,,,,,,false');
});
