import { useQuery } from '@tanstack/react-query';
import type { Patrol } from '../gen/border/patrols/v1/patrols_pb';
import { readTrackPoints } from '../map/tracks';
import type { Services } from '../services/clients';
import type { RecordPages } from '../services/lists';
import { useServices } from '../services/ServicesContext';
import { type PatrolsSearch, toRequest } from './search';

export const patrolList = ({ patrols }: Services, search: PatrolsSearch): RecordPages<Patrol> => ({
  key: ['counted', 'patrols', search],
  read: async (asked, options) => {
    const page = await patrols.listPatrols({ ...toRequest(search), ...asked }, options);
    return { items: page.patrols, next: page.nextPageToken };
  },
});

export function usePatrol(id: string) {
  const { patrols } = useServices();
  return useQuery({
    queryKey: ['patrol', id],
    queryFn: ({ signal }) => patrols.getPatrol({ name: `patrols/${id}` }, { signal }),
  });
}

export function useTrack(id: string) {
  const { tracks } = useServices();
  return useQuery({
    queryKey: ['patrol', id, 'track'],
    queryFn: ({ signal }) => tracks.getTrack({ name: `patrols/${id}`, withCoverage: true }, { signal }),
  });
}

/** The points of a track by the device that sent them. */
export function useTrackPoints(id: string) {
  const services = useServices();
  return useQuery({
    queryKey: ['patrol', id, 'points'],
    queryFn: ({ signal }) => readTrackPoints(services, `patrols/${id}`, signal),
  });
}
