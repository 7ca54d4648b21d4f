import { useQuery } from '@tanstack/react-query';
import type { Seizure } from '../gen/border/seizures/v1/seizures_pb';
import type { Services } from '../services/clients';
import type { RecordPages } from '../services/lists';
import { useServices } from '../services/ServicesContext';
import { type SeizuresSearch, toRequest } from './search';

export const seizureList = ({ seizures }: Services, search: SeizuresSearch): RecordPages<Seizure> => ({
  key: ['counted', 'seizures', search],
  read: async (asked, options) => {
    const page = await seizures.listSeizures({ ...toRequest(search), ...asked }, options);
    return { items: page.seizures, next: page.nextPageToken };
  },
});

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
