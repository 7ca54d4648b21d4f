import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FilteredPage, type SavedFilter } from '../gen/border/statistics/v1/filters_pb';
import { useServices } from '../services/ServicesContext';
import type { FilteredPageName, Term } from './terms';

const most = 100;

export type FilterChange =
  | { act: 'save'; title: string; terms: Term[]; id: string }
  | { act: 'rename'; filter: SavedFilter; title: string; id: string }
  | { act: 'delete'; filter: SavedFilter; id: string };

/** The user's own filters of a page, from when somebody wants to see them, and what is done to them. */
export function useFilters(page: FilteredPageName, isWanted: boolean) {
  const { filters } = useServices();
  const queries = useQueryClient();
  const queryKey = ['filters', page];
  const saved = useQuery({
    queryKey,
    queryFn: async ({ signal }) =>
      (await filters.listSavedFilters({ page: FilteredPage[page], pageSize: most }, { signal })).filters,
    enabled: isWanted,
  });
  const change = useMutation({
    mutationFn: (asked: FilterChange) => {
      if (asked.act === 'save') {
        const { title, terms, id } = asked;
        return filters.saveFilter({ filterId: id, requestId: id, filter: { page: FilteredPage[page], title, terms } });
      }
      const { name, etag } = asked.filter;
      return asked.act === 'rename'
        ? filters.renameFilter({ name, etag, title: asked.title, requestId: asked.id })
        : filters.deleteFilter({ name, etag, requestId: asked.id });
    },
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
  return { saved, change };
}
