import type { RecordPages } from '../services/lists';

/** The most rows that are taken out at once: a spreadsheet is made of them in the memory of the browser. */
export const mostExported = 100_000;
const pageSize = 1_000;

/** How a table that is not there yet is read: until it is told to stop, telling how far it is. */
export interface Reading {
  signal: AbortSignal;
  onRows: (count: number) => void;
  /** The most rows that are wanted. */
  most?: number;
}

/** All rows of a list, whatever of it is on screen, and whether there were more than may be taken out. */
export async function readAll<T, R>(
  { read }: RecordPages<T>,
  rowsOf: (items: T[]) => R[],
  { signal, onRows, most = mostExported }: Reading,
): Promise<{ rows: R[]; isCut: boolean }> {
  const rows: R[] = [];
  let start = '';
  do {
    const page = await read({ pageToken: start, pageSize }, { signal });
    signal.throwIfAborted();
    rows.push(...rowsOf(page.items));
    start = page.next;
    onRows(Math.min(rows.length, most));
  } while (start !== '' && rows.length < most);
  return { rows: rows.slice(0, most), isCut: start !== '' || rows.length > most };
}
