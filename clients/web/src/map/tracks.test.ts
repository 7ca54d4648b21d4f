import { create } from '@bufbuild/protobuf';
import { expect, test, vi } from 'vitest';
import { ListTrackPointsResponseSchema } from '../gen/border/patrols/v1/tracks_pb';
import { linesOf, readTrackPoints } from './tracks';

const at = (longitude: number, isJump = false) => ({ position: { longitude, latitude: 21 }, isJump });

test('the track of each device is a line of its own, broken where it jumps', async () => {
  const parts = [
    { device: 'a', points: [at(100), at(101)] },
    { device: 'b', points: [at(110), at(111)] },
    { device: 'a', points: [at(150, true), at(102), at(103)] },
  ].map((part) => create(ListTrackPointsResponseSchema, part));
  const listTrackPoints = vi.fn(async function* () {
    yield* parts;
  });

  const devices = await readTrackPoints({ tracks: { listTrackPoints } } as never, 'patrols/a', new AbortController().signal);

  expect(linesOf(devices).map((line) => line.map(([x]) => x))).toEqual([
    [100, 101],
    [102, 103],
    [110, 111],
  ]);
});
