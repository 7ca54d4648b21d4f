import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { Figure } from '../gen/border/statistics/v1/statistics_pb';
import { yearsBefore } from '../periods/periods';
import type { Services } from '../services/clients';
import { useServices } from '../services/ServicesContext';
import { breakdowns, type FiguresSearch } from './search';

/** Figures, and of what they are: those of before are shown while others are asked for. */
export interface Found {
  figures: Figure[];
  of: FiguresSearch;
}

export function figuresOf({ statistics }: Services, search: FiguresSearch) {
  const { indicator, period, area = '', by = 'month', back = 1, asOf = '' } = search;
  const base = back > 0 && period ? yearsBefore(period, back) : null;
  return queryOptions({
    queryKey: ['counted', 'figures', indicator, period, area, by, base, asOf],
    queryFn: async ({ signal }): Promise<Found> => {
      const { figures } = await statistics.getFigures(
        {
          indicators: indicator ? [indicator] : [],
          period,
          areas: area ? [area] : [],
          breakdown: breakdowns[by],
          compareWith: base ? [base] : [],
          asOf,
        },
        { signal },
      );
      return { figures, of: search };
    },
    enabled: indicator !== undefined && period !== undefined,
    placeholderData: keepPreviousData,
  });
}

export const useFigures = (search: FiguresSearch) => useQuery(figuresOf(useServices(), search));

const mostAreas = 100;

/** Month by month for each of several areas. */
export function useAreaTrends(search: FiguresSearch, areas: string[]) {
  const { indicator, period, back = 1, asOf = '' } = search;
  const { statistics } = useServices();
  const base = back > 0 && period ? yearsBefore(period, back) : null;
  return useQuery({
    queryKey: ['counted', 'figures', 'trends', indicator, period, areas, base, asOf],
    queryFn: async ({ signal }): Promise<Found & { areas: string[] }> => {
      const { figures } = await statistics.getFigures(
        {
          indicators: indicator ? [indicator] : [],
          period,
          areas: areas.slice(0, mostAreas),
          breakdown: breakdowns.month,
          compareWith: base ? [base] : [],
          asOf,
        },
        { signal },
      );
      return { figures, of: search, areas };
    },
    enabled: indicator !== undefined && period !== undefined && areas.length > 0,
    placeholderData: keepPreviousData,
  });
}
