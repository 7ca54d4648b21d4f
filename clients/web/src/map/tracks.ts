import type { TrackPoint } from '../gen/border/patrols/v1/tracks_pb';
import type { Services } from '../services/clients';
import type { Place } from './content';

/** The points of a patrol's track by the device that sent them. */
export async function readTrackPoints({ tracks }: Pick<Services, 'tracks'>, patrol: string, signal: AbortSignal) {
  const devices = new Map<string, TrackPoint[]>();
  for await (const { device, points } of tracks.listTrackPoints({ name: patrol }, { signal }))
    devices.set(device, [...(devices.get(device) ?? []), ...points]);
  return devices;
}

/** The ways of a track's devices. Jumps are no way that anybody went: they break the line. */
export const linesOf = (devices: Map<string, TrackPoint[]>) => [...devices.values()].flatMap(linesOfDevice);

function linesOfDevice(points: TrackPoint[]): Place[][] {
  const lines: Place[][] = [[]];
  for (const { position, isJump } of points) {
    if (isJump) lines.push([]);
    else if (position) lines.at(-1)?.push([position.longitude, position.latitude]);
  }
  return lines.filter((line) => line.length > 1);
}
