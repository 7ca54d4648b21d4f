import type { QueryClient } from '@tanstack/react-query';
import { entryList } from '../audit/entryList';
import type { AuditSearch } from '../audit/search';
import { bulletinOf } from '../bulletin/useBulletin';
import type { CasesSearch } from '../cases/search';
import { caseList } from '../cases/useCases';
import type { CompletenessSearch } from '../completeness/search';
import { completenessOf } from '../completeness/useCompleteness';
import { deviceList } from '../devices/deviceList';
import type { DevicesSearch } from '../devices/search';
import type { FiguresSearch } from '../figures/search';
import { figuresOf } from '../figures/useFigures';
import { MatchState } from '../gen/border/persons/v1/matching_pb';
import type { MapSearch } from '../map/search';
import type { PatrolsSearch } from '../patrols/search';
import { patrolList } from '../patrols/usePatrols';
import { latestPeriod } from '../periods/useLatestPeriod';
import type { PersonsSearch } from '../persons/search';
import { candidateList, personList } from '../persons/usePersons';
import { indicatorsOf } from '../reference/reference';
import type { ReleasesSearch } from '../releases/search';
import { releasesOf } from '../releases/useReleases';
import { queuesFor, type ReviewsSearch } from '../reviews/search';
import type { SeizuresSearch } from '../seizures/search';
import { seizureList } from '../seizures/useSeizures';
import type { Services } from '../services/clients';
import { pageOf } from '../services/lists';
import { ownAreas, sessionOf } from '../services/session';
import { isFor, pages } from './pages';

/** What a page has around it before it is there. */
export interface Around {
  queries: QueryClient;
  services: Services;
}

interface Searches {
  bulletin: { period?: string; area?: string };
  releases: ReleasesSearch;
  figures: FiguresSearch;
  map: MapSearch;
  completeness: CompletenessSearch;
  cases: CasesSearch;
  persons: PersonsSearch;
  patrols: PatrolsSearch;
  seizures: SeizuresSearch;
  reviews: ReviewsSearch;
  devices: DevicesSearch;
  audit: AuditSearch;
}

/** What was chosen, or in its place the latest period and the user's own area. */
async function chosen<S extends { period?: string; area?: string }>({ queries, services }: Around, search: S) {
  const ownArea = ownAreas(await queries.ensureQueryData(sessionOf()))?.[0];
  const period = search.period ?? (await queries.ensureQueryData(latestPeriod(services, ownArea)));
  return { ...search, area: search.area ?? ownArea, period };
}

/** The same, and the first indicator. */
async function chosenOf<S extends { period?: string; area?: string }>(around: Around, given: S) {
  const [search, indicators] = await Promise.all([
    chosen(around, given),
    around.queries.ensureQueryData(indicatorsOf(around.services)),
  ]);
  return { search, first: indicators[0]?.code };
}

/** What each page asks for first, as it does itself. No record of a person is among it: reading one is an act of its own. */
const asked: { [P in keyof Searches]: (around: Around, search: Searches[P]) => Promise<unknown> } = {
  bulletin: async (around, given) => {
    const { period, area = '' } = await chosen(around, given);
    await around.queries.prefetchQuery(bulletinOf(around.services, period, area));
  },
  releases: ({ queries, services }, search) => queries.prefetchInfiniteQuery(releasesOf(services, search)),
  figures: async (around, given) => {
    const { search, first } = await chosenOf(around, given);
    await around.queries.prefetchQuery(figuresOf(around.services, { ...search, indicator: search.indicator ?? first }));
  },
  map: async (around, given) => {
    const { search, first } = await chosenOf(around, given);
    const { period, area, indicator = first } = search;
    await around.queries.prefetchQuery(figuresOf(around.services, { period, area, indicator, by: 'area', back: 0 }));
  },
  completeness: async (around, given) => {
    const { search, first } = await chosenOf(around, given);
    const indicators = search.indicators ?? (first ? [first] : []);
    await around.queries.prefetchQuery(completenessOf(around.services, { ...search, indicators }));
  },
  cases: ({ queries, services }, search) => queries.prefetchQuery(pageOf(caseList(services, search))),
  persons: ({ queries, services }, search) => queries.prefetchQuery(pageOf(personList(services, search))),
  patrols: ({ queries, services }, search) => queries.prefetchQuery(pageOf(patrolList(services, search))),
  seizures: ({ queries, services }, search) => queries.prefetchQuery(pageOf(seizureList(services, search))),
  reviews: async ({ queries, services }, { queue }) => {
    const offered = queuesFor(await queries.ensureQueryData(sessionOf()));
    if ((queue ?? offered[0]) === 'matches') await queries.prefetchQuery(pageOf(candidateList(services, MatchState.PENDING)));
  },
  devices: ({ queries, services }, search) => queries.prefetchQuery(pageOf(deviceList(services, search))),
  audit: ({ queries, services }, search) => queries.prefetchQuery(pageOf(entryList(services, search))),
};

/** Reading these leaves an entry in the audit log: it is an act of whoever turns to the page, and not of whoever points at the way. */
const audited: (keyof Searches)[] = ['audit'];

/**
 * Begins to ask for what a page shows while its code is fetched and drawn, and when somebody points at the way to it. Whatever
 * comes of it is told by the page, which asks again for what failed.
 */
export const asksFor = <P extends keyof Searches>(page: P) => ({
  loaderDeps: ({ search }: { search: Searches[P] }) => search,
  loader: ({ context, deps, preload }: { context: Around; deps: Searches[P]; preload: boolean }) => {
    if (preload && audited.includes(page)) return;
    void ask(page, context, deps).catch(() => undefined);
  },
});

// Not before it is known who asks: the services would be asked for what they refuse.
async function ask<P extends keyof Searches>(page: P, around: Around, search: Searches[P]) {
  const session = await around.queries.ensureQueryData(sessionOf());
  const isTheirs = pages.some((entry) => entry.page === page && isFor(entry, session));
  if (!session.needsSignIn && isTheirs) await asked[page](around, search);
}
