import type { FilteredPage } from '../gen/border/statistics/v1/filters_pb';

export type FilteredPageName = Exclude<keyof typeof FilteredPage, 'UNSPECIFIED'>;

/**
 * What of each page's address a saved filter has: choices only. What leads to one record or to one person's acts, such as the number of
 * a case, is for the address alone; the service refuses it.
 */
export const savedKeys = {
  CASES: ['area', 'state', 'offence', 'unit', 'assignee', 'from', 'before', 'order'],
  PERSONS: ['area', 'state'],
  PATROLS: ['area', 'state', 'type', 'from', 'before'],
  SEIZURES: ['area', 'kind', 'state', 'from', 'before'],
  RELEASES: ['state'],
  REVIEWS: ['queue', 'area', 'show'],
  DEVICES: ['area', 'state'],
  AUDIT: ['service', 'from', 'before'],
  FIGURES: ['indicator', 'period', 'area', 'by', 'back', 'asOf', 'small'],
  MAP: ['indicator', 'period', 'area', 'events', 'month'],
  COMPLETENESS: ['indicators', 'period', 'area', 'kind'],
} as const satisfies Record<FilteredPageName, readonly string[]>;

export interface Term {
  key: string;
  value: string;
}

/** What a saved filter of a page says: a term for each value. */
export function termsOf(page: FilteredPageName, search: object): Term[] {
  const values = new Map(Object.entries(search));
  return savedKeys[page].flatMap((key) => [values.get(key) ?? []].flat().map((value) => ({ key, value: String(value) })));
}

/** The terms as they stand in an address, for the page to read. */
export function addressOf(terms: Term[]): Record<string, unknown> {
  const address: Record<string, unknown> = {};
  for (const { key, value } of terms) address[key] = key in address ? [address[key], value].flat() : value;
  return address;
}
