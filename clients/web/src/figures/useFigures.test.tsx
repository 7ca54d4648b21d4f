import { create } from '@bufbuild/protobuf';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { GetFiguresResponseSchema } from '../gen/border/statistics/v1/statistics_pb';
import { show } from '../testing/show';
import { useFigures } from './useFigures';

function Shown() {
  const [indicator, setIndicator] = useState('cases');
  const { data } = useFigures({ indicator, period: '2021-H1' });
  return (
    <button type="button" onClick={() => setIndicator('arrests')}>
      {data && `${data.of.indicator}: ${data.figures[0]?.value?.amount}`}
    </button>
  );
}

test('figures of before keep their own name while others are asked for', async () => {
  let answer = (_: unknown) => {};
  const response = (amount: string) => create(GetFiguresResponseSchema, { figures: [{ value: { amount } }] });
  const getFigures = vi
    .fn()
    .mockResolvedValueOnce(response('1'))
    .mockReturnValueOnce(
      new Promise((resolve) => {
        answer = resolve;
      }),
    );
  show(<Shown />, { statistics: { getFigures } });

  await userEvent.click(await screen.findByText('cases: 1'));
  expect(screen.getByRole('button').textContent).toBe('cases: 1');
  answer(response('2'));

  expect(await screen.findByText('arrests: 2')).toBeTruthy();
});
