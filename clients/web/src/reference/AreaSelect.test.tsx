import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { show } from '../testing/show';
import { AreaSelect } from './AreaSelect';

const areas = ['53', '53.01', '531', '65'].map((code) => ({ code }));

test.each([
  [['53'], ['53', '53.01']],
  [['*'], ['53', '53.01', '531', '65']],
])('whoever may ask about %s is offered those and what lies in them', async (own, offered) => {
  const queries = show(<AreaSelect area="" onChange={() => {}} />, {
    statistics: { listAreas: async () => ({ areas }), listIndicators: async () => ({ indicators: [] }) },
    cases: { listOffences: async () => ({ offences: [] }) },
  });
  act(() => void queries.setQueryData(['session'], { roles: ['supervisor'], areas: own }));
  await screen.findByText(own[0] === '*' ? 'The whole nation' : 'All your areas');

  await userEvent.hover(screen.getByRole('combobox', { name: 'Area' }));
  await userEvent.click(screen.getByRole('combobox', { name: 'Area' }));

  const options = await screen.findAllByRole('option');
  expect(options.map(({ textContent }) => textContent?.trim())).toEqual(offered);
});
