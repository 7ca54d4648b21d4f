import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useServices } from '../services/ServicesContext';
import { type CompletenessSearch, kinds } from './search';

export function useCompleteness({ indicators = [], period, area = '', kind = 'below' }: CompletenessSearch) {
  const { completeness } = useServices();
  return useQuery({
    queryKey: ['counted', 'completeness', indicators, period, area, kind],
    queryFn: ({ signal }) => completeness.getCompleteness({ indicators, period, area, kind: kinds[kind] }, { signal }),
    enabled: period !== undefined && indicators.length > 0,
    placeholderData: keepPreviousData,
  });
}
