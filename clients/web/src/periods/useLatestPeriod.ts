import { queryOptions, useQuery } from '@tanstack/react-query';
import { Breakdown } from '../gen/border/statistics/v1/statistics_pb';
import type { Services } from '../services/clients';
import { useServices } from '../services/ServicesContext';
import { useOwnArea } from '../services/session';
import { halfOf, halfYearOf } from './periods';

const years = 15;

/**
 * The half-year of the latest registered case: what a page shows to those who have not chosen. It is told by the figures, which everybody may
 * read who opens such a page.
 */
export const latestPeriod = ({ statistics }: Services, area = '') =>
  queryOptions({
    queryKey: ['latest-period', area],
    queryFn: async ({ signal }) => {
      const thisYear = new Date().getFullYear();
      const { figures } = await statistics.getFigures(
        {
          indicators: ['border_cases_registered'],
          period: `${thisYear - years}-01-01..${thisYear}-12-31`,
          areas: area ? [area] : [],
          breakdown: Breakdown.MONTH,
        },
        { signal },
      );
      const latest = figures.findLast(({ value }) => Number(value?.amount ?? 0) > 0);
      return latest ? halfOf(latest.startDate) : halfYearOf(new Date());
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });

export const useLatestPeriod = () => useQuery(latestPeriod(useServices(), useOwnArea()));
