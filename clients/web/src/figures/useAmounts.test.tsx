import { create } from '@bufbuild/protobuf';
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Qualifier, ValueSchema } from '../gen/border/statistics/v1/statistics_pb';
import { show } from '../testing/show';
import { useAmounts } from './useAmounts';

const indicators = [
  { code: 'patrol_hours', unit: 'hours' },
  { code: 'cash', unit: 'CNY', printStyle: { step: '0.0001' } },
  { code: 'arrests', unit: 'persons', printStyle: { step: '1000' } },
];
const services = { statistics: { listIndicators: async () => ({ indicators }) } };

function Written({ amount, indicator, qualifier }: { amount: string; indicator: string; qualifier?: Qualifier }) {
  const amounts = useAmounts();
  return (
    <p>
      {amounts.value(create(ValueSchema, { amount, qualifier }), indicator)} {amounts.change(amount, indicator)}
    </p>
  );
}

test.each([
  ['169.900003', 'patrol_hours', '169.9 +169.9'],
  ['0.0004', 'patrol_hours', '0.0004 +0.0004'],
  ['12.34567', 'cash', '12.3457 +12.3457'],
  ['21345', 'arrests', '21,345 +21,345'],
  ['0.123456', 'unknown', '0.123456 +0.123456'],
])('%s of %s is written %s', async (amount, indicator, written) => {
  show(<Written amount={amount} indicator={indicator} />, services);

  expect(await screen.findByText(written)).toBeTruthy();
});

test('what is more than a number says so', async () => {
  show(<Written amount="21000" indicator="arrests" qualifier={Qualifier.MORE_THAN} />, services);

  expect(await screen.findByText(/more than 21,000/)).toBeTruthy();
});

const Unreported = () => <p>{useAmounts().value(undefined, 'arrests')}</p>;

test('what nobody reported is no number', () => {
  show(<Unreported />, services);

  expect(screen.getByText('not reported')).toBeTruthy();
});
