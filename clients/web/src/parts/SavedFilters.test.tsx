import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { keptFilters, readCasesSearch } from '../cases/search';
import { show } from '../testing/show';
import { SavedFilters } from './SavedFilters';

afterEach(() => localStorage.clear());

const filters = (search: object) => (
  <SavedFilters
    place="cases"
    search={readCasesSearch({ ...search })}
    kept={keptFilters}
    read={readCasesSearch}
    nameOf={({ area }) => `area ${area}`}
    onChoose={() => {}}
  />
);

test('who works a case and which case it is are never kept', async () => {
  show(filters({ area: '53', assignee: 'officer-7', number: '5301-2021-1' }), {});

  await userEvent.click(screen.getByRole('button', { name: 'Keep this filter' }));

  expect(JSON.parse(localStorage.getItem('border-filters-cases') ?? '')).toEqual([{ area: '53' }]);
});

test('a filter of nothing but those cannot be kept', () => {
  show(filters({ assignee: 'officer-7' }), {});

  expect(screen.queryByRole('button', { name: 'Keep this filter' })).toBeNull();
});

test.each(['{', '[1, null, {"state": "NONE", "assignee": "officer-7"}]', '{}'])(
  '%s, which is no list of filters, is nothing',
  (found) => {
    localStorage.setItem('border-filters-cases', found);

    show(filters({}), {});

    expect(screen.queryByRole('button')).toBeNull();
  },
);

test('the same filter is kept once, and only the latest ten', async () => {
  const old = Array.from({ length: 10 }, (_, index) => ({ area: `${index + 20}` }));
  localStorage.setItem('border-filters-cases', JSON.stringify([...old.slice(0, 9), { area: '53' }]));
  show(filters({ area: '53' }), {});

  await userEvent.click(screen.getByRole('button', { name: 'Keep this filter' }));

  const kept = JSON.parse(localStorage.getItem('border-filters-cases') ?? '');
  expect(kept).toHaveLength(10);
  expect(kept[0]).toEqual({ area: '53' });
});
