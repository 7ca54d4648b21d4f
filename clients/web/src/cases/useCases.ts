import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useServices } from '../services/ServicesContext';
import { type CasesSearch, toRequest } from './search';

const pageSize = 100;

export function useCaseList(search: CasesSearch) {
  const { cases } = useServices();
  return useInfiniteQuery({
    queryKey: ['counted', 'cases', search],
    queryFn: ({ signal, pageParam }) => cases.listCases({ ...toRequest(search), pageSize, pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
}

export function useCase(id: string) {
  const { cases } = useServices();
  return useQuery({ queryKey: ['case', id], queryFn: ({ signal }) => cases.getCase({ name: `cases/${id}` }, { signal }) });
}

export function useTimeline(id: string) {
  const { cases } = useServices();
  return useQuery({
    queryKey: ['case', id, 'timeline'],
    queryFn: ({ signal }) => cases.getTimeline({ name: `cases/${id}` }, { signal }),
  });
}

export function useTasks(id: string) {
  const { tasks } = useServices();
  return useQuery({
    queryKey: ['case', id, 'tasks'],
    queryFn: ({ signal }) => tasks.listTasks({ case: `cases/${id}`, pageSize: 200 }, { signal }),
  });
}
