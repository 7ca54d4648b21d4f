import { infiniteQueryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ReleaseState } from '../gen/border/statistics/v1/releases_pb';
import type { Services } from '../services/clients';
import { useServices } from '../services/ServicesContext';
import type { ReleasesSearch } from './search';

export const releasesOf = ({ releases }: Services, { state }: ReleasesSearch) =>
  infiniteQueryOptions({
    queryKey: ['releases', state],
    queryFn: ({ signal, pageParam }) =>
      releases.listReleases({ state: state ? ReleaseState[state] : ReleaseState.UNSPECIFIED, pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  });

export const useReleases = (search: ReleasesSearch) => useInfiniteQuery(releasesOf(useServices(), search));

export function useRelease(name: string) {
  const { releases } = useServices();
  return useQuery({ queryKey: ['release', name], queryFn: ({ signal }) => releases.getRelease({ name }, { signal }) });
}

/** What speaks against a bulletin now. Everything is recounted for it, so it is not asked for with every record that comes in. */
export function useFindings(asked: Asked, enabled: boolean) {
  const { releases } = useServices();
  return useQuery({
    queryKey: ['findings', asked.period, asked.area, asked.asOf, asked.compareWith.join()],
    queryFn: ({ signal }) => releases.getFindings(asked, { signal }),
    enabled,
  });
}

export interface Asked {
  period: string;
  area: string;
  asOf: string;
  compareWith: string[];
  fiscalStartMonth: number;
}

export function useRevisions(name: string) {
  const { releases } = useServices();
  return useQuery({
    queryKey: ['counted', 'revisions', name],
    queryFn: ({ signal }) => releases.getRevisions({ name }, { signal }),
  });
}
