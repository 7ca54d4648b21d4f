import { type QueryKey, queryOptions } from '@tanstack/react-query';

const pageSize = 100;
// Rows out of view are let go of; whoever scrolls back to them asks for them again.
const keptMs = 60_000;

export interface ListPage<T> {
  items: T[];
  /** Where the next page begins; empty after the last. */
  next: string;
}

/** A list as a service gives it: page after page, each from where the one before ended. */
export interface RecordPages<T, P extends ListPage<T> = ListPage<T>> {
  /** By what its pages are kept: the list and its filters. */
  key: QueryKey;
  read: (asked: { pageToken: string; pageSize: number }, options: { signal: AbortSignal }) => Promise<P>;
  /** How often what is in view is asked for again by itself. */
  everyMs?: number;
}

/** One page, by where it begins; the first without a start. */
export const pageOf = <T, P extends ListPage<T>>({ key, read, everyMs }: RecordPages<T, P>, start = '') =>
  queryOptions({
    queryKey: [...key, 'page', start],
    queryFn: ({ signal }) => read({ pageToken: start, pageSize }, { signal }),
    gcTime: keptMs,
    refetchInterval: everyMs,
  });
