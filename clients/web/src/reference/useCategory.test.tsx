import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { show } from '../testing/show';
import { useCategory } from './useCategory';

const indicators = ['offence', 'conduct', 'sort', 'encounters', 'counterpart_country'].map((categoryKind) => ({
  code: `by_${categoryKind}`,
  categoryKind,
}));

function Names({ of }: { of: [indicator: string, code: string][] }) {
  const category = useCategory();
  return <p>{of.map(([indicator, code]) => category(indicator, code)).join(' | ')}</p>;
}

test('a category is told in the words of what its indicator is broken down by', async () => {
  const of: [string, string][] = [
    ['by_offence', 'illegal_crossing'],
    ['by_conduct', 'illegal_entry'],
    ['by_conduct', 'not_stated'],
    ['by_sort', 'heroin'],
    ['by_sort', 'air_gun'],
    ['by_sort', 'carved_thing'],
    ['by_encounters', 'met_again'],
    ['by_counterpart_country', 'LAO'],
  ];
  show(<Names of={of} />, {
    statistics: { listIndicators: async () => ({ indicators }), listAreas: async () => ({ areas: [] }) },
    cases: { listOffences: async () => ({ offences: [{ code: 'illegal_crossing', displayName: { en: 'Crossing', zh: '' } }] }) },
    substances: { listSubstances: async () => ({ substances: [{ code: 'heroin', displayName: { en: 'Heroin', zh: '' } }] }) },
  });

  expect(
    await screen.findByText('Crossing | illegal entry | not stated | Heroin | air gun | carved thing | met again | LAO'),
  ).toBeTruthy();
});
