import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { useQuery } from '@tanstack/react-query';
import type { Position } from '../gen/border/type/v1/position_pb';
import type { Services } from '../services/clients';
import { useServices } from '../services/ServicesContext';
import type { Place } from './content';
import type { EventKind } from './search';
import { linesOf, readTrackPoints } from './tracks';

const most = 1000;
// Each track is read by a call of its own, some at a time.
const mostTracks = 60;
const tracksAtOnce = 6;

/** Where things happened, and where patrols went. */
export interface Events {
  places: Place[];
  lines: Place[][];
  isCut: boolean;
}

interface Asked {
  area: string | undefined;
  from: ReturnType<typeof timestampFromDate>;
  before: ReturnType<typeof timestampFromDate>;
}

const placeOf = (position: Position | undefined): Place[] => (position ? [[position.longitude, position.latitude]] : []);

type Reader = (services: Services, asked: Asked, signal: AbortSignal) => Promise<Events>;

const observations: Reader = async ({ patrols }, { area, from, before }, signal) => {
  const page = await patrols.listPatrols({ area, planTimeFrom: from, planTimeBefore: before, pageSize: most }, { signal });
  const seen = page.patrols.flatMap(({ observations }) => observations.filter(({ isVoid }) => !isVoid));
  return { places: seen.flatMap(({ position }) => placeOf(position)), lines: [], isCut: page.nextPageToken !== '' };
};

const tracks: Reader = async (services, { area, from, before }, signal) => {
  const asked = { area, startTimeFrom: from, startTimeBefore: before, pageSize: mostTracks };
  const [page, seen] = await Promise.all([
    services.tracks.listTracks(asked, { signal }),
    observations(services, { area, from, before }, signal),
  ]);
  const patrols = page.tracks.filter(({ isVoid }) => !isVoid).map(({ name }) => name.replace(/^tracks/, 'patrols'));
  const lines: Place[][] = [];
  for (let at = 0; at < patrols.length; at += tracksAtOnce) {
    const some = patrols.slice(at, at + tracksAtOnce).map((patrol) => readTrackPoints(services, patrol, signal));
    lines.push(...(await Promise.all(some)).flatMap(linesOf));
  }
  return { ...seen, lines, isCut: seen.isCut || page.nextPageToken !== '' };
};

const readers: Record<EventKind, Reader> = {
  tracks,
  observations,
  encounters: async ({ interceptions }, { area, from, before }, signal) => {
    const asked = { area, interceptTimeFrom: from, interceptTimeBefore: before, pageSize: most };
    const page = await interceptions.listInterceptions(asked, { signal });
    return {
      places: page.interceptions.flatMap(({ position }) => placeOf(position)),
      lines: [],
      isCut: page.nextPageToken !== '',
    };
  },
  seizures: async ({ seizures }, { area, from, before }, signal) => {
    const page = await seizures.listSeizures({ area, seizeTimeFrom: from, seizeTimeBefore: before, pageSize: most }, { signal });
    return { places: page.seizures.flatMap(({ position }) => placeOf(position)), lines: [], isCut: page.nextPageToken !== '' };
  },
};

/** Where something happened in a time, the latest of them when there are many. */
export function useEvents(kind: EventKind | undefined, area: string | undefined, dates: [Date, Date] | null) {
  const services = useServices();
  return useQuery({
    queryKey: ['counted', 'events', kind, area, dates?.map(Number)],
    queryFn: ({ signal }): Events | Promise<Events> => {
      if (!kind || !dates) return { places: [], lines: [], isCut: false };
      return readers[kind](services, { area, from: timestampFromDate(dates[0]), before: timestampFromDate(dates[1]) }, signal);
    },
    enabled: kind !== undefined && dates !== null,
  });
}
