import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as table from '../export/table';
import type { RecordPages } from '../services/lists';
import { press } from '../testing/press';
import { show } from '../testing/show';
import { RecordList } from './RecordList';

const rowHeight = 41;
const height = 600;
const million = 1_000_000;
const columns = [{ head: 'Number', cell: ({ number }: { number: number }) => number }];

/** A list as a service has it, which tells what it was asked for. */
function listOf(length: number) {
  const asked: { pageToken: string; pageSize: number }[] = [];
  const list: RecordPages<{ number: number }> = {
    key: ['list', length],
    read: async (page) => {
      asked.push(page);
      const start = Number(page.pageToken || 0);
      const rows = Math.min(page.pageSize, length - start);
      const next = start + rows;
      return { items: Array.from({ length: rows }, (_, at) => ({ number: start + at })), next: next < length ? `${next}` : '' };
    },
  };
  return { list, asked };
}

const shown = (list: RecordPages<{ number: number }>) =>
  show(<RecordList list={list} keyOf={({ number }) => `${number}`} columns={columns} label="Numbers" empty="None." />, {});
const region = () => screen.findByRole('region', { name: 'Numbers' });
// By roles it takes longer than all else here.
const firstCells = () => [...document.querySelectorAll('td')].map(({ textContent }) => textContent);

async function scrollTo(row: number) {
  const place = await region();
  await act(async () => {
    place.scrollTop = row * rowHeight;
    place.dispatchEvent(new Event('scroll'));
  });
  await waitFor(() => expect(firstCells()).toContain(`${row}`));
}

// The document of these tests has no sizes.
beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(height);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(800);
});
afterEach(() => vi.restoreAllMocks());

test('however far somebody scrolls among a million records, the page has the rows in view only, and lets go of the others', async () => {
  const { list, asked } = listOf(million);
  const queries = shown(list);
  queries.setDefaultOptions({ queries: { retry: false, staleTime: 60_000 } });
  const keptPages = () => queries.getQueryCache().findAll({ queryKey: list.key, type: 'active' }).length;

  for (let row = 0; row < 3_000; row += 90) await scrollTo(row);

  expect(screen.getAllByRole('row').length).toBeLessThan(60);
  expect(keptPages()).toBeLessThanOrEqual(3);
  // Each page was asked for once on the way.
  expect(new Set(asked.map(({ pageToken }) => pageToken)).size).toBe(asked.length);
  expect(asked.length).toBeLessThan(35);
});

test('rows that were let go of are read again where they were', async () => {
  const { list } = listOf(1_000);
  const queries = shown(list);
  for (let row = 0; row < 500; row += 90) await scrollTo(row);
  queries.removeQueries({ queryKey: list.key, type: 'inactive' });

  await scrollTo(10);

  expect(firstCells()).toContain('12');
});

test('a page that ends elsewhere than before is followed by what comes after it now', async () => {
  const numbers = Array.from({ length: 250 }, (_, number) => number);
  const list: RecordPages<{ number: number }> = {
    key: ['changing'],
    // As services do it: after the record that was the last.
    read: async ({ pageToken, pageSize }) => {
      const start = pageToken ? numbers.indexOf(Number(pageToken)) + 1 : 0;
      const items = numbers.slice(start, start + pageSize).map((number) => ({ number }));
      return { items, next: start + pageSize < numbers.length ? `${items.at(-1)?.number}` : '' };
    },
  };
  const queries = shown(list);
  for (const row of [0, 90, 180]) await scrollTo(row);
  await scrollTo(0);
  numbers.unshift(1_000);
  await act(() => queries.invalidateQueries({ queryKey: list.key }));

  for (const row of [80, 92, 94, 98]) {
    const place = await region();
    await act(async () => {
      place.scrollTop = row * rowHeight;
      place.dispatchEvent(new Event('scroll'));
    });
  }

  await waitFor(() => expect(firstCells().filter((text) => text !== '…')).toEqual(expect.arrayContaining(['98', '99', '100'])));
});

test('all that the filter finds is taken out, not what was scrolled to', async () => {
  const download = vi.spyOn(table, 'download').mockImplementation(() => {});
  const { list } = listOf(2_500);
  shown(list);
  await region();
  await press('Export');

  await userEvent.click(await screen.findByRole('menuitem', { name: 'Table as CSV' }));

  await waitFor(() => expect(download).toHaveBeenCalled());
  const lines = (await textOf(download.mock.calls[0]?.[1] as Blob)).trim().split('\r\n');
  expect(lines).toHaveLength(2_501);
  expect(lines.at(-1)).toBe('2499');
});

test('of a million no more is taken out than may be, which is said', async () => {
  const download = vi.spyOn(table, 'download').mockImplementation(() => {});
  const { list } = listOf(million);
  shown(list);
  await region();
  await press('Export');

  await userEvent.click(await screen.findByRole('menuitem', { name: 'Table as CSV' }));

  expect(await screen.findByText(/^The first 100,000 records/)).toBeTruthy();
  expect((await textOf(download.mock.calls[0]?.[1] as Blob)).trim().split('\r\n')).toHaveLength(100_001);
});

test('an export that takes long tells how far it is, and is stopped', async () => {
  const download = vi.spyOn(table, 'download').mockImplementation(() => {});
  const { list } = listOf(million);
  const signals: AbortSignal[] = [];
  const slow: RecordPages<{ number: number }> = {
    ...list,
    read: (page, options) => {
      if (page.pageToken === '1000') {
        signals.push(options.signal);
        return new Promise((_, refuse) => options.signal.addEventListener('abort', () => refuse(options.signal.reason)));
      }
      return list.read(page, options);
    },
  };
  shown(slow);
  const place = await region();
  await press('Export');
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Table as CSV' }));
  expect(await screen.findByText('1,000 records read')).toBeTruthy();

  await userEvent.click(screen.getByRole('button', { name: 'Stop' }));

  await waitFor(() => expect(signals[0]?.aborted).toBe(true));
  expect(download).not.toHaveBeenCalled();
  expect(screen.queryByText('1,000 records read')).toBeNull();
  expect(within(place).queryByRole('alert')).toBeNull();
  expect(screen.queryByRole('alert')).toBeNull();
});

const textOf = (file: Blob) =>
  new Promise<string>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(file);
  });
