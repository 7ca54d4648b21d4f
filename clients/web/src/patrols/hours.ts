import { type Timestamp, timestampMs } from '@bufbuild/protobuf/wkt';
import type { Patrol } from '../gen/border/patrols/v1/patrols_pb';

const hourMs = 60 * 60_000;

const between = (start: Timestamp | undefined, end: Timestamp | undefined, now: number) =>
  start ? Math.max(0, (end ? timestampMs(end) : now) - timestampMs(start)) : 0;

/** For how long a patrol was under way, without its pauses; until now when it still is. */
export function hoursOf({ startTime, endTime, pauses }: Patrol, now: number): number {
  const end = endTime ? timestampMs(endTime) : now;
  const paused = pauses.reduce((sum, pause) => sum + between(pause.startTime, pause.endTime, end), 0);
  return (between(startTime, endTime, now) - paused) / hourMs;
}
