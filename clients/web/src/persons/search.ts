import { PersonState } from '../gen/border/persons/v1/registry_pb';

export type PersonStateName = Exclude<keyof typeof PersonState, 'UNSPECIFIED'>;

export const personStates = Object.keys(PersonState).filter(
  (name): name is PersonStateName => Number.isNaN(Number(name)) && name !== 'UNSPECIFIED',
);

/** The filters of the list, as they stand in its address; what is searched for never does. */
export interface PersonsSearch {
  area?: string;
  state?: PersonStateName;
}

export const readPersonsSearch = (search: Record<string, unknown>): PersonsSearch => ({
  area: typeof search.area === 'string' || typeof search.area === 'number' ? String(search.area) || undefined : undefined,
  state: personStates.find((name) => name === search.state),
});
