import { timestampDate } from '@bufbuild/protobuf/wkt';
import { useQuery } from '@tanstack/react-query';
import { useServices } from '../services/ServicesContext';
import { halfYearOf } from './periods';

/** The half-year of the latest registered case: what a page shows to those who have not chosen. */
export function useLatestPeriod(): string | undefined {
  const { cases } = useServices();
  const latest = useQuery({
    queryKey: ['latest-period'],
    queryFn: async ({ signal }) => {
      const page = await cases.listCases({ pageSize: 1 }, { signal });
      const time = page.cases[0]?.registerTime;
      return halfYearOf(time ? timestampDate(time) : new Date());
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return latest.data ?? (latest.isError ? halfYearOf(new Date()) : undefined);
}
