import type { RecordPages } from '../services/lists';

/** The most rows that are taken out at once: a spreadsheet is made of them in the memory of the browser. */
export const mostExported = 100_000;
const pageSize = 1_000;

/** How a table that is not there yet is read: until it is told to stop, telling how far it is. */
export interface Reading {
  signal: AbortSignal;
  onRows: (count: number) => void;
}

/** All rows of a list, whatever of it is on screen, and whether there were more than may be taken out. */
export async function readAll<T, R>(
  { read }: RecordPages<T>,
  rowsOf: (items: T[]) => R[],
  { signal, onRows }: Reading,
): Promise<{ rows: R[]; isCut: boolean }> {
  const rows: R[] = [];
  let start = '';
  do {
    const page = await read({ pageToken: start, pageSize }, { signal });
    signal.throwIfAborted();
    rows.push(...rowsOf(page.items));
    start = page.next;
    onRows(Math.min(rows.length, mostExported));
  } while (start !== '' && rows.length < mostExported);
  return { rows: rows.slice(0, mostExported), isCut: start !== '' || rows.length > mostExported };
}
