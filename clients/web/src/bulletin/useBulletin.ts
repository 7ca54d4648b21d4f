import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { Services } from '../services/clients';
import { useServices } from '../services/ServicesContext';

export const bulletinOf = ({ statistics }: Services, period: string | undefined, area: string) =>
  queryOptions({
    queryKey: ['counted', 'bulletin', period, area],
    queryFn: ({ signal }) => statistics.getBulletin({ period, area }, { signal }),
    enabled: period !== undefined,
    placeholderData: keepPreviousData,
  });

export const useBulletin = (period: string | undefined, area: string) => useQuery(bulletinOf(useServices(), period, area));
