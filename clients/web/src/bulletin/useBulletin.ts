import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useServices } from '../services/ServicesContext';

export function useBulletin(period: string | undefined, area: string) {
  const { statistics } = useServices();
  return useQuery({
    queryKey: ['counted', 'bulletin', period, area],
    queryFn: ({ signal }) => statistics.getBulletin({ period, area }, { signal }),
    enabled: period !== undefined,
    placeholderData: keepPreviousData,
  });
}
