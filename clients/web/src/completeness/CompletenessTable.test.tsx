import { create } from '@bufbuild/protobuf';
import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CompletenessStatus, IndicatorCompletenessSchema } from '../gen/border/statistics/v1/completeness_pb';
import { show } from '../testing/show';
import { CompletenessTable } from './CompletenessTable';

const indicator = create(IndicatorCompletenessSchema, {
  expectedCount: 2,
  zeroCount: 1,
  missingCount: 1,
  areas: [
    { area: '11', displayName: { en: 'North' }, status: CompletenessStatus.REPORTED_ZERO, value: { amount: '0' } },
    { area: '12', displayName: { en: 'South' }, status: CompletenessStatus.MISSING, lateDays: 3 },
  ],
});
const services = {
  statistics: { listAreas: async () => ({ areas: [] }), listIndicators: async () => ({ indicators: [] }) },
  cases: { listOffences: async () => ({ offences: [] }) },
};

test('an area that is silent is told from one that had nothing', () => {
  show(<CompletenessTable indicator={indicator} />, services);

  const rowOf = (name: string) => within(screen.getByRole('row', { name: new RegExp(name) }));
  expect(rowOf('North').getByText('nothing to report')).toBeTruthy();
  expect(rowOf('North').getByText('0')).toBeTruthy();
  expect(rowOf('South').getByText('silent')).toBeTruthy();
  expect(rowOf('South').getByText('3 days')).toBeTruthy();
  expect(rowOf('South').queryByText('0')).toBeNull();
});
