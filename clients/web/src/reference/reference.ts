import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Services } from '../services/clients';
import { useServices } from '../services/ServicesContext';

const seldomMs = 10 * 60_000;

// They are on nearly every page: kept as long as the application is open.
const seldom = { staleTime: seldomMs, gcTime: Number.POSITIVE_INFINITY } as const;

export const areasOf = ({ statistics }: Services) =>
  queryOptions({
    queryKey: ['areas'],
    queryFn: async ({ signal }) => (await statistics.listAreas({}, { signal })).areas,
    ...seldom,
  });

export const indicatorsOf = ({ statistics }: Services) =>
  queryOptions({
    queryKey: ['indicators'],
    queryFn: async ({ signal }) => (await statistics.listIndicators({}, { signal })).indicators,
    ...seldom,
  });

const offencesOf = ({ cases }: Services) =>
  queryOptions({
    queryKey: ['offences'],
    queryFn: async ({ signal }) => (await cases.listOffences({}, { signal })).offences,
    ...seldom,
  });

const substancesOf = ({ substances }: Services) =>
  queryOptions({
    queryKey: ['substances'],
    queryFn: async ({ signal }) => (await substances.listSubstances({}, { signal })).substances,
    ...seldom,
  });

export const useSubstances = () => useQuery(substancesOf(useServices()));
export const useAreas = () => useQuery(areasOf(useServices()));
export const useIndicators = () => useQuery(indicatorsOf(useServices()));
export const useOffences = () => useQuery(offencesOf(useServices()));

/** Whether an area is another one or lies in it. */
export const isWithin = (code: string, area: string) => code === area || code.startsWith(`${area}.`);

/** The areas one step below another, or below the nation. */
export const directlyBelow = (area: string, codes: string[]) =>
  codes.filter(
    (code) => (area === '' || code.startsWith(`${area}.`)) && code.split('.').length === (area ? area.split('.').length + 1 : 1),
  );
