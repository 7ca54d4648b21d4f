import { describe, expect, test } from 'vitest';
import { halfYearOf, parsePeriod, parts, periodOf, writePeriod, yearsBefore } from './periods';

describe('periods', () => {
  test.each(parts)('the part "%s" is written as it was read', (part) => {
    const period = writePeriod({ year: 2021, part });

    expect(parsePeriod(period)).toEqual({ year: 2021, part });
  });

  test.each(['2021-H3', '2021-13', '2021-05-17', '2021-01-01..2021-05-31', 'FY2023', ''])(
    '"%s" is none that the picker knows',
    (text) => {
      expect(parsePeriod(text)).toBeNull();
    },
  );

  test('years before keep the part', () => {
    expect(yearsBefore('2021-Q2', 2)).toBe('2019-Q2');
    expect(yearsBefore('FY2023', 1)).toBeNull();
  });

  test('a fiscal year is asked for by its days', () => {
    expect(periodOf({ period: 'FY2023', startDate: '2022-10-01', endDate: '2023-09-30' })).toBe('2022-10-01..2023-09-30');
    expect(periodOf({ period: '2021-H1', startDate: '2021-01-01', endDate: '2021-06-30' })).toBe('2021-H1');
  });

  test('half-years end in June and December', () => {
    expect(halfYearOf(new Date(2021, 5, 30))).toBe('2021-H1');
    expect(halfYearOf(new Date(2021, 6, 1))).toBe('2021-H2');
  });
});
