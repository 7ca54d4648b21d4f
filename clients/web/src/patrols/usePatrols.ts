import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { readTrackPoints } from '../map/tracks';
import { useServices } from '../services/ServicesContext';
import { type PatrolsSearch, toRequest } from './search';

const pageSize = 100;

export function usePatrolList(search: PatrolsSearch) {
  const { patrols } = useServices();
  return useInfiniteQuery({
    queryKey: ['counted', 'patrols', search],
    queryFn: ({ signal, pageParam }) => patrols.listPatrols({ ...toRequest(search), pageSize, pageToken: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
}

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
