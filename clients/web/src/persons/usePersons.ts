import { queryOptions, useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import type { RecordVersion } from '../gen/border/lookup/v1/lookup_pb';
import type { Identity } from '../gen/border/persons/v1/identity_pb';
import type { MatchCandidate, MatchState } from '../gen/border/persons/v1/matching_pb';
import { type Person, PersonState } from '../gen/border/persons/v1/registry_pb';
import type { Services } from '../services/clients';
import type { RecordPages } from '../services/lists';
import { usePurpose } from '../services/purpose';
import { useServices } from '../services/ServicesContext';
import type { PersonsSearch } from './search';

/** Whatever is known of persons is forgotten when the page that shows it is left, and read anew for another purpose. */
export const personal = { gcTime: 0, staleTime: 0 } as const;

const foundMs = 10 * 60_000;

/** What was found is kept for a while: to go back to it is no other search. Records that are opened are read anew. */
const found = { gcTime: foundMs, staleTime: foundMs } as const;

export const personList = ({ registry }: Services, { area, state }: PersonsSearch): RecordPages<Person> => ({
  key: ['counted', 'persons', area, state],
  read: async (asked, options) => {
    const page = await registry.listPersons({ area, state: state && PersonState[state], ...asked }, options);
    return { items: page.persons, next: page.nextPageToken };
  },
});

export function useSearch(query: string) {
  const { personLookup } = useServices();
  return useQuery({
    queryKey: ['personal', usePurpose(), 'search', query],
    queryFn: ({ signal }) =>
      personLookup.searchRecords({ query, collections: ['persons', 'interceptions'], pageSize: 20 }, { signal }),
    enabled: query !== '',
    ...found,
  });
}

export const usePerson = (name: string, enabled = true) => useQuery({ ...usePersonalQueries().person(name), enabled });

export const useInterception = (name: string, enabled = true) =>
  useQuery({ ...usePersonalQueries().interception(name), enabled });

/** Who several records are of, as far as they are read yet. */
export function useIdentities(names: string[]): (Identity | undefined)[] {
  const { person, interception } = usePersonalQueries();
  const queries = names.map((name) => ({ ...(name.startsWith('persons/') ? person(name) : interception(name)), ...found }));
  return useQueries({ queries }).map(({ data }) => data?.identity);
}

function usePersonalQueries() {
  const { registry, interceptions } = useServices();
  const purpose = usePurpose();
  return {
    person: (name: string) =>
      queryOptions({
        queryKey: ['personal', purpose, name],
        queryFn: ({ signal }) => registry.getPerson({ name }, { signal }),
        ...personal,
      }),
    interception: (name: string) =>
      queryOptions({
        queryKey: ['personal', purpose, name],
        queryFn: ({ signal }) => interceptions.getInterception({ name }, { signal }),
        ...personal,
      }),
  };
}

const versionsAtOnce = 50n;

/** The versions of a record, the latest first. */
export function useVersions(name: string, etag: string) {
  const { personLookup } = useServices();
  const latest = BigInt(etag);
  // The service lists them from the first, and no more at once than a message holds.
  const read = async (upTo: bigint, signal: AbortSignal) => {
    const isLast = upTo === latest;
    const versions: RecordVersion[] = [];
    let after = upTo > versionsAtOnce ? upTo - versionsAtOnce : 0n;
    for (let hasMore = true; hasMore && (isLast || after < upTo); ) {
      const page = await personLookup.listVersions({ name, afterVersion: after, pageSize: Number(versionsAtOnce) }, { signal });
      versions.push(...page.versions.filter(({ version }) => isLast || version <= upTo));
      after = page.versions.at(-1)?.version ?? upTo;
      hasMore = page.hasMore;
    }
    return versions.toReversed();
  };
  return useInfiniteQuery({
    queryKey: ['personal', usePurpose(), name, 'versions'],
    queryFn: ({ signal, pageParam }) => read(pageParam, signal),
    initialPageParam: latest,
    getNextPageParam: (page) => {
      const first = page.at(-1)?.version ?? 1n;
      return first > 1n ? first - 1n : undefined;
    },
    ...personal,
  });
}

export function useCandidatesOf(record: string) {
  const { matches } = useServices();
  return useQuery({
    queryKey: ['personal', 'candidates', record],
    queryFn: ({ signal }) => matches.listMatchCandidates({ record, pageSize: 100 }, { signal }),
    ...personal,
  });
}

export function useCandidate(name: string) {
  const { matches } = useServices();
  return useQuery({
    queryKey: ['personal', usePurpose(), name],
    queryFn: ({ signal }) => matches.getMatchCandidate({ name }, { signal }),
    ...personal,
  });
}

export const candidateList = ({ matches }: Services, state: MatchState): RecordPages<MatchCandidate> => ({
  key: ['personal', 'candidates', 'all', state],
  read: async (asked, options) => {
    const page = await matches.listMatchCandidates({ state, ...asked }, options);
    return { items: page.candidates, next: page.nextPageToken };
  },
});
