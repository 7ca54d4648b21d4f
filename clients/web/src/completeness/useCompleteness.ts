import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { Services } from '../services/clients';
import { useServices } from '../services/ServicesContext';
import { type CompletenessSearch, kinds } from './search';

export const completenessOf = (
  { completeness }: Services,
  { indicators = [], period, area = '', kind = 'below' }: CompletenessSearch,
) =>
  queryOptions({
    queryKey: ['counted', 'completeness', indicators, period, area, kind],
    queryFn: ({ signal }) => completeness.getCompleteness({ indicators, period, area, kind: kinds[kind] }, { signal }),
    enabled: period !== undefined && indicators.length > 0,
    placeholderData: keepPreviousData,
  });

export const useCompleteness = (search: CompletenessSearch) => useQuery(completenessOf(useServices(), search));
