import { useQuery } from '@tanstack/react-query';
import type { Case } from '../gen/border/cases/v1/cases_pb';
import type { Services } from '../services/clients';
import type { RecordPages } from '../services/lists';
import { useServices } from '../services/ServicesContext';
import { type CasesSearch, toRequest } from './search';

export const caseList = ({ cases }: Services, search: CasesSearch): RecordPages<Case> => ({
  key: ['counted', 'cases', search],
  read: async (asked, options) => {
    let page = await cases.listCases({ ...toRequest(search), ...asked }, options);
    // Numbers begin with their unit, which most write in capitals, and type in small letters.
    const number = search.number?.toUpperCase();
    if (page.cases.length === 0 && number !== search.number)
      page = await cases.listCases({ ...toRequest({ ...search, number }), ...asked }, options);
    return { items: page.cases, next: page.nextPageToken };
  },
});

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
