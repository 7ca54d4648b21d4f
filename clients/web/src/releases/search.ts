import { ReleaseState } from '../gen/border/statistics/v1/releases_pb';

export type StateName = Exclude<keyof typeof ReleaseState, 'UNSPECIFIED'>;

export const states = ['DRAFT', 'SIGNED', 'PUBLISHED', 'WITHDRAWN'] as const satisfies StateName[];

/** What the list of releases shows, as it stands in its address. */
export interface ReleasesSearch {
  state?: StateName;
}

export const readReleasesSearch = (search: Record<string, unknown>): ReleasesSearch => ({
  state: states.find((state) => state === search.state),
});

export const stateName = (state: ReleaseState) => ReleaseState[state] as StateName;
