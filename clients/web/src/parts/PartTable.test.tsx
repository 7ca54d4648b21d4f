import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import * as table from '../export/table';
import { press } from '../testing/press';
import { show } from '../testing/show';
import { PartTable } from './PartTable';

const columns = [
  { head: 'Entry', cell: ({ number }: { number: number }) => number },
  { head: 'Hash', cell: () => <b>short…</b>, text: () => 'the whole hash' },
];

test('the parts of a record are taken out as they are, whole where the page has no place', async () => {
  const download = vi.spyOn(table, 'download').mockImplementation(() => {});
  show(
    <PartTable label="Chain" items={[{ number: 1 }, { number: 2 }]} keyOf={({ number }) => number} columns={columns} empty="" />,
    {},
  );
  await press('Export: Chain');

  await userEvent.click(await screen.findByRole('menuitem', { name: 'Table as CSV' }));

  await vi.waitFor(() => expect(download).toHaveBeenCalled());
  const [name, file] = download.mock.calls[0] ?? [];
  const text = await new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsText(file as Blob);
  });
  expect(name).toBe('border-part.csv');
  expect(String(text).replace('\ufeff', '').split('\r\n')).toEqual(['Entry,Hash', '1,the whole hash', '2,the whole hash', '']);
});

test('a record without such parts says so', () => {
  show(<PartTable label="Chain" items={[]} keyOf={() => 0} columns={columns} empty="There is none." />, {});

  expect(screen.getByText('There is none.')).toBeTruthy();
  expect(screen.queryByRole('table')).toBeNull();
});
