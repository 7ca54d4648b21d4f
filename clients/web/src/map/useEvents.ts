import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { useQuery } from '@tanstack/react-query';
import type { Position } from '../gen/border/type/v1/position_pb';
import type { Services } from '../services/clients';
import { useServices } from '../services/ServicesContext';
import type { Place } from './content';
import type { EventKind } from './search';

const most = 1000;

interface Asked {
  area: string | undefined;
  from: ReturnType<typeof timestampFromDate>;
  before: ReturnType<typeof timestampFromDate>;
}

const placeOf = (position: Position | undefined): Place[] => (position ? [[position.longitude, position.latitude]] : []);

const readers: Record<
  EventKind,
  (services: Services, asked: Asked, signal: AbortSignal) => Promise<{ places: Place[]; isCut: boolean }>
> = {
  observations: async ({ patrols }, { area, from, before }, signal) => {
    const page = await patrols.listPatrols({ area, planTimeFrom: from, planTimeBefore: before, pageSize: most }, { signal });
    const seen = page.patrols.flatMap(({ observations }) => observations.filter(({ isVoid }) => !isVoid));
    return { places: seen.flatMap(({ position }) => placeOf(position)), isCut: page.nextPageToken !== '' };
  },
  encounters: async ({ interceptions }, { area, from, before }, signal) => {
    const asked = { area, interceptTimeFrom: from, interceptTimeBefore: before, pageSize: most };
    const page = await interceptions.listInterceptions(asked, { signal });
    return { places: page.interceptions.flatMap(({ position }) => placeOf(position)), isCut: page.nextPageToken !== '' };
  },
  seizures: async ({ seizures }, { area, from, before }, signal) => {
    const page = await seizures.listSeizures({ area, seizeTimeFrom: from, seizeTimeBefore: before, pageSize: most }, { signal });
    return { places: page.seizures.flatMap(({ position }) => placeOf(position)), isCut: page.nextPageToken !== '' };
  },
};

/** Where something happened in a time, the latest of them when there are many. */
export function useEvents(kind: EventKind | undefined, area: string | undefined, dates: [Date, Date] | null) {
  const services = useServices();
  return useQuery({
    queryKey: ['counted', 'events', kind, area, dates?.map(Number)],
    queryFn: ({ signal }) => {
      if (!kind || !dates) return { places: [], isCut: false };
      return readers[kind](services, { area, from: timestampFromDate(dates[0]), before: timestampFromDate(dates[1]) }, signal);
    },
    enabled: kind !== undefined && dates !== null,
  });
}
