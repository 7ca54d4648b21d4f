import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useServices } from '../services/ServicesContext';
import { type SeizuresSearch, toRequest } from './search';

const pageSize = 100;

export function useSeizureList(search: SeizuresSearch) {
  const { seizures } = useServices();
  return useInfiniteQuery({
    queryKey: ['counted', 'seizures', search],
    queryFn: ({ signal, pageParam }) =>
      seizures.listSeizures({ ...toRequest(search), pageSize, pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
}

export function useSeizure(id: string) {
  const { seizures } = useServices();
  return useQuery({
    queryKey: ['seizure', id],
    queryFn: ({ signal }) => seizures.getSeizure({ name: `seizures/${id}` }, { signal }),
  });
}

export function useExhibits(seizure: string) {
  const { custody } = useServices();
  return useQuery({
    queryKey: ['seizure', seizure, 'exhibits'],
    queryFn: ({ signal }) => custody.listExhibits({ seizure, pageSize: 200 }, { signal }),
  });
}

export function useCustody(name: string, enabled: boolean) {
  const { custody } = useServices();
  return useQuery({
    queryKey: ['seizure', 'custody', name],
    queryFn: ({ signal }) => custody.listCustodyEntries({ name, pageSize: 200 }, { signal }),
    enabled,
  });
}
