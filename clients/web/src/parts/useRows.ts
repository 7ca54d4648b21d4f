import { useQueries } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type ListPage, pageOf, type RecordPages } from '../services/lists';

/** What is remembered of a page that has been read: where it begins, how many rows it has, and where the next begins. */
interface KnownPage {
  start: string;
  rows: number;
  next: string;
}

const askAhead = 20;
// What is in view of a list on a screen of the usual height; where it is so, nothing is drawn twice.
const mostLikely = [0, 2 * askAhead] as const;
/** Browsers draw nothing that is much higher than the rows of so many records. */
export const mostRows = 400_000;

/**
 * The rows of a list of any length. Of a page that is out of view only its place is remembered: the rows themselves are there while
 * they are in view, and some time after.
 */
export function useRows<T>(list: RecordPages<T>) {
  const [known, setKnown] = useState<KnownPage[]>([]);
  const [[first, last], setView] = useState<readonly [first: number, last: number]>(mostLikely);
  const offsets = useMemo(() => offsetsOf(known), [known]);
  const count = offsets.at(-1) ?? 0;
  const next = known.at(-1)?.next ?? '';
  const hasMore = (known.length === 0 || next !== '') && count < mostRows;
  const from = pageAt(offsets, first);
  const asked = known.slice(from, pageAt(offsets, last) + 1).map(({ start }, index) => ({ at: from + index, start }));
  if (hasMore && last + askAhead >= count) asked.push({ at: known.length, start: next });
  const pages = useQueries({ queries: asked.map(({ start }) => pageOf(list, start)) });
  const placed = asked.reduce((now, { at, start }, index) => withPage(now, at, start, pages[index]?.data), known);
  // Before anything of it is shown: what has been read already is there at once.
  if (placed !== known) setKnown(placed);
  return {
    count,
    hasMore,
    /** Undefined while it is read. */
    rowAt: (index: number): T | undefined => {
      const at = pageAt(offsets, index);
      const page = asked.findIndex((one) => one.at === at);
      return pages[page]?.data?.items[index - (offsets[at] ?? 0)];
    },
    /** Which rows are in view; in steps, so that not every row that comes into view asks for something. */
    view: (first: number, last: number) =>
      setView((before) => {
        const now = [first - (first % askAhead), last - (last % askAhead) + askAhead] as const;
        return before[0] === now[0] && before[1] === now[1] ? before : now;
      }),
    failed: pages.find(({ isError }) => isError),
  };
}

/** How many rows are before each page, and at the end how many there are. */
function offsetsOf(known: KnownPage[]): number[] {
  const offsets = [0];
  for (const { rows } of known) offsets.push((offsets.at(-1) ?? 0) + rows);
  return offsets;
}

/** In which page a row is; the last for a row that is not there yet. */
function pageAt(offsets: number[], row: number): number {
  let [low, high] = [0, Math.max(offsets.length - 2, 0)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * With a page as it is now. Where it ends elsewhere than before, the next begins there, so that no row is left out, and has as many
 * rows as it had until it is read anew: nobody is moved away from what they look at.
 */
function withPage(known: KnownPage[], at: number, start: string, page: ListPage<unknown> | undefined): KnownPage[] {
  const before = known[at];
  const expected = at === 0 ? '' : known[at - 1]?.next;
  if (!page || start !== expected) return known;
  if (before?.start === start && before.rows === page.items.length && before.next === page.next) return known;
  const [follower, ...others] = page.next === '' ? [] : known.slice(at + 1);
  const after = follower ? [{ ...follower, start: page.next }, ...others] : [];
  return [...known.slice(0, at), { start, rows: page.items.length, next: page.next }, ...after];
}
