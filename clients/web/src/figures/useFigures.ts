import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { yearsBefore } from '../periods/periods';
import type { Services } from '../services/clients';
import { useServices } from '../services/ServicesContext';
import { breakdowns, type FiguresSearch } from './search';

export function figuresOf(
  { statistics }: Services,
  { indicator, period, area = '', by = 'month', back = 1, asOf = '' }: FiguresSearch,
) {
  const base = back > 0 && period ? yearsBefore(period, back) : null;
  return queryOptions({
    queryKey: ['counted', 'figures', indicator, period, area, by, base, asOf],
    queryFn: ({ signal }) =>
      statistics.getFigures(
        {
          indicators: indicator ? [indicator] : [],
          period,
          areas: area ? [area] : [],
          breakdown: breakdowns[by],
          compareWith: base ? [base] : [],
          asOf,
        },
        { signal },
      ),
    enabled: indicator !== undefined && period !== undefined,
    placeholderData: keepPreviousData,
  });
}

export const useFigures = (search: FiguresSearch) => useQuery(figuresOf(useServices(), search));

const mostAreas = 100;

/** Month by month for each of several areas. */
export function useAreaTrends({ indicator, period, back = 1, asOf = '' }: FiguresSearch, areas: string[]) {
  const { statistics } = useServices();
  const base = back > 0 && period ? yearsBefore(period, back) : null;
  return useQuery({
    queryKey: ['counted', 'figures', 'trends', indicator, period, areas, base, asOf],
    queryFn: ({ signal }) =>
      statistics.getFigures(
        {
          indicators: indicator ? [indicator] : [],
          period,
          areas: areas.slice(0, mostAreas),
          breakdown: breakdowns.month,
          compareWith: base ? [base] : [],
          asOf,
        },
        { signal },
      ),
    enabled: indicator !== undefined && period !== undefined && areas.length > 0,
    placeholderData: keepPreviousData,
  });
}
