import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import type { Identity } from '../gen/border/persons/v1/identity_pb';
import type { MatchState } from '../gen/border/persons/v1/matching_pb';
import { PersonState } from '../gen/border/persons/v1/registry_pb';
import { usePurpose } from '../services/purpose';
import { useServices } from '../services/ServicesContext';
import type { PersonsSearch } from './search';

/** Whatever is known of persons is forgotten when the page that shows it is left, and read anew for another purpose. */
export const personal = { gcTime: 0, staleTime: 0 } as const;

const pageSize = 100;

export function usePersonList({ area, state }: PersonsSearch) {
  const { registry } = useServices();
  return useInfiniteQuery({
    queryKey: ['counted', 'persons', area, state],
    queryFn: ({ signal, pageParam }) =>
      registry.listPersons({ area, state: state && PersonState[state], pageSize, pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
}

export function useSearch(query: string) {
  const { personLookup } = useServices();
  return useQuery({
    queryKey: ['personal', usePurpose(), 'search', query],
    queryFn: ({ signal }) =>
      personLookup.searchRecords({ query, collections: ['persons', 'interceptions'], pageSize: 20 }, { signal }),
    enabled: query !== '',
    ...personal,
  });
}

export function usePerson(name: string, enabled = true) {
  const { registry } = useServices();
  return useQuery({
    queryKey: ['personal', usePurpose(), name],
    queryFn: ({ signal }) => registry.getPerson({ name }, { signal }),
    enabled,
    ...personal,
  });
}

export function useInterception(name: string, enabled = true) {
  const { interceptions } = useServices();
  return useQuery({
    queryKey: ['personal', usePurpose(), name],
    queryFn: ({ signal }) => interceptions.getInterception({ name }, { signal }),
    enabled,
    ...personal,
  });
}

/** Who several records are of, as far as they are read yet. */
export function useIdentities(names: string[]): (Identity | undefined)[] {
  const { registry, interceptions } = useServices();
  const purpose = usePurpose();
  return useQueries({
    queries: names.map((name) => ({
      queryKey: ['personal', purpose, name],
      queryFn: ({ signal }: { signal: AbortSignal }): Promise<{ identity?: Identity }> =>
        name.startsWith('persons/')
          ? registry.getPerson({ name }, { signal })
          : interceptions.getInterception({ name }, { signal }),
      ...personal,
    })),
  }).map(({ data }) => data?.identity);
}

export function useVersions(name: string) {
  const { personLookup } = useServices();
  return useQuery({
    queryKey: ['personal', usePurpose(), name, 'versions'],
    queryFn: ({ signal }) => personLookup.listVersions({ name, pageSize: 200 }, { signal }),
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

export function useCandidateList(state: MatchState) {
  const { matches } = useServices();
  return useInfiniteQuery({
    queryKey: ['personal', 'candidates', 'all', state],
    queryFn: ({ signal, pageParam }) => matches.listMatchCandidates({ state, pageSize, pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
}
