import { useQuery } from '@tanstack/react-query';
import { useServices } from '../services/ServicesContext';

const seldomMs = 10 * 60_000;

export function useAreas() {
  const { statistics } = useServices();
  return useQuery({
    queryKey: ['areas'],
    queryFn: async ({ signal }) => (await statistics.listAreas({}, { signal })).areas,
    staleTime: seldomMs,
  });
}

export function useIndicators() {
  const { statistics } = useServices();
  return useQuery({
    queryKey: ['indicators'],
    queryFn: async ({ signal }) => (await statistics.listIndicators({}, { signal })).indicators,
    staleTime: seldomMs,
  });
}

export function useOffences() {
  const { cases } = useServices();
  return useQuery({
    queryKey: ['offences'],
    queryFn: async ({ signal }) => (await cases.listOffences({}, { signal })).offences,
    staleTime: seldomMs,
  });
}

/** The areas one step below another, or below the nation. */
export const directlyBelow = (area: string, codes: string[]) =>
  codes.filter(
    (code) => (area === '' || code.startsWith(`${area}.`)) && code.split('.').length === (area ? area.split('.').length + 1 : 1),
  );
