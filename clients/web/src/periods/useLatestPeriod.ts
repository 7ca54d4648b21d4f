import { timestampDate } from '@bufbuild/protobuf/wkt';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Services } from '../services/clients';
import { useServices } from '../services/ServicesContext';
import { halfYearOf } from './periods';

/** The half-year of the latest registered case: what a page shows to those who have not chosen. */
export const latestPeriod = ({ cases }: Services) =>
  queryOptions({
    queryKey: ['latest-period'],
    queryFn: async ({ signal }) => {
      const page = await cases.listCases({ pageSize: 1 }, { signal });
      const time = page.cases[0]?.registerTime;
      return halfYearOf(time ? timestampDate(time) : new Date());
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });

export const useLatestPeriod = () => useQuery(latestPeriod(useServices()));
