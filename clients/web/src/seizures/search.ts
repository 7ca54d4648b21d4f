import { ItemKind } from '../gen/border/seizures/v1/items_pb';
import { SeizureState } from '../gen/border/seizures/v1/seizures_pb';
import { dayIn, namesOf, startOf, textIn } from '../parts/search';

export const itemKinds = namesOf(ItemKind);
export const seizureStates = namesOf(SeizureState);

export interface SeizuresSearch {
  area?: string;
  kind?: (typeof itemKinds)[number];
  state?: (typeof seizureStates)[number];
  from?: string;
  before?: string;
}

export const readSeizuresSearch = (search: Record<string, unknown>): SeizuresSearch => ({
  area: textIn(search.area),
  kind: itemKinds.find((name) => name === search.kind),
  state: seizureStates.find((name) => name === search.state),
  from: dayIn(search.from),
  before: dayIn(search.before),
});

/** The filters as the service takes them. */
export const toRequest = ({ area, kind, state, from, before }: SeizuresSearch) => ({
  area,
  itemKind: kind && ItemKind[kind],
  state: state && SeizureState[state],
  seizeTimeFrom: startOf(from),
  seizeTimeBefore: startOf(before),
});
