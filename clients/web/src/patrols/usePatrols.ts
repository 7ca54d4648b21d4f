import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { TrackPoint } from '../gen/border/patrols/v1/tracks_pb';
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
  const { tracks } = useServices();
  return useQuery({
    queryKey: ['patrol', id, 'points'],
    queryFn: async ({ signal }) => {
      const devices = new Map<string, TrackPoint[]>();
      for await (const { device, points } of tracks.listTrackPoints({ name: `patrols/${id}` }, { signal }))
        devices.set(device, [...(devices.get(device) ?? []), ...points]);
      return devices;
    },
  });
}
