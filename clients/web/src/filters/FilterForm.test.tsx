import { create } from '@bufbuild/protobuf';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { SavedFilterSchema } from '../gen/border/statistics/v1/filters_pb';
import { show } from '../testing/show';
import { FilterForm } from './FilterForm';

const filter = create(SavedFilterSchema, { name: 'filters/a', title: 'Mine', etag: '3' });

test('a filter that nothing was done to before is deleted by a request with an id, and again by the same', async () => {
  const deleteFilter = vi.fn().mockRejectedValueOnce(new Error('The answer was lost.')).mockResolvedValue({});
  const onDone = vi.fn();
  show(<FilterForm page="CASES" filter={filter} others={[]} onDone={onDone} />, { filters: { deleteFilter } });

  await userEvent.click(screen.getByRole('button', { name: 'Delete “Mine”' }));
  await screen.findByRole('alert');
  await userEvent.click(screen.getByRole('button', { name: 'Delete “Mine”' }));

  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  const ids = deleteFilter.mock.calls.map(([request]) => request.requestId);
  expect(ids).toEqual([expect.stringMatching(/^[\da-f-]{36}$/), ids[0]]);
});

test('another title is another request', async () => {
  const renameFilter = vi.fn().mockRejectedValue(new Error('It is away.'));
  show(<FilterForm page="CASES" filter={filter} others={[]} />, { filters: { renameFilter } });

  for (const word of ['!', '?']) {
    await userEvent.type(screen.getByLabelText('Name of “Mine”', { exact: false }), word);
    await userEvent.click(screen.getByRole('button', { name: 'Rename “Mine”' }));
    await screen.findByRole('alert');
  }

  await waitFor(() => expect(renameFilter).toHaveBeenCalledTimes(2));
  expect(new Set(renameFilter.mock.calls.map(([request]) => request.requestId)).size).toBe(2);
});
