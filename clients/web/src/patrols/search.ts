import { PatrolState, PatrolType } from '../gen/border/patrols/v1/patrols_pb';
import { dayIn, namesOf, startOf, textIn } from '../parts/search';

export const patrolStates = namesOf(PatrolState);
export const patrolTypes = namesOf(PatrolType);

export interface PatrolsSearch {
  area?: string;
  state?: (typeof patrolStates)[number];
  type?: (typeof patrolTypes)[number];
  from?: string;
  before?: string;
}

export const readPatrolsSearch = (search: Record<string, unknown>): PatrolsSearch => ({
  area: textIn(search.area),
  state: patrolStates.find((name) => name === search.state),
  type: patrolTypes.find((name) => name === search.type),
  from: dayIn(search.from),
  before: dayIn(search.before),
});

/** The filters as the service takes them. */
export const toRequest = ({ area, state, type, from, before }: PatrolsSearch) => ({
  area,
  state: state && PatrolState[state],
  type: type && PatrolType[type],
  planTimeFrom: startOf(from),
  planTimeBefore: startOf(before),
});
