import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import type { Services } from '../services/clients';
import { latestPeriod } from './useLatestPeriod';

const months = (...counted: [startDate: string, amount: string][]) =>
  vi.fn().mockResolvedValue({ figures: counted.map(([startDate, amount]) => ({ startDate, value: { amount } })) });

const latestOf = (getFigures: ReturnType<typeof months>, area?: string) =>
  new QueryClient().fetchQuery(latestPeriod({ statistics: { getFigures } } as unknown as Services, area));

afterEach(() => vi.useRealTimers());

test('the latest half-year is that of the latest month with a case', async () => {
  const getFigures = months(['2021-05-01', '7'], ['2021-07-01', '2'], ['2021-08-01', '0']);

  expect(await latestOf(getFigures, '53')).toBe('2021-H2');
  expect(getFigures.mock.calls[0]?.[0]).toMatchObject({ areas: ['53'] });
});

test('without any case it is the present one', async () => {
  vi.setSystemTime(new Date(2025, 2, 3));

  expect(await latestOf(months(['2025-01-01', '0']))).toBe('2025-H1');
});
