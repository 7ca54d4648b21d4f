import { textIn } from '../parts/search';

export const eventKinds = ['tracks', 'observations', 'encounters', 'seizures'] as const;

export type EventKind = (typeof eventKinds)[number];

/** What the map shows, as it stands in its address. */
export interface MapSearch {
  indicator?: string;
  period?: string;
  area?: string;
  events?: EventKind;
  /** A month of the period, of which alone the events are shown. */
  month?: string;
}

export const readMapSearch = (search: Record<string, unknown>): MapSearch => ({
  indicator: textIn(search.indicator),
  period: textIn(search.period),
  area: textIn(search.area),
  events: eventKinds.find((kind) => kind === search.events),
  month: typeof search.month === 'string' && /^\d{4}-\d{2}$/.test(search.month) ? search.month : undefined,
});
