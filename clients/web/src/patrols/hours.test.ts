import { create } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { expect, test } from 'vitest';
import { PatrolSchema } from '../gen/border/patrols/v1/patrols_pb';
import { hoursOf } from './hours';

const hour = (hours: number) => timestampFromMs(hours * 60 * 60_000);

test('pauses are no effort', () => {
  const patrol = create(PatrolSchema, {
    startTime: hour(1),
    endTime: hour(9),
    pauses: [{ startTime: hour(3), endTime: hour(5) }],
  });

  expect(hoursOf(patrol, 0)).toBe(6);
});

test('what is under way counts until now, or until it was paused', () => {
  const patrol = create(PatrolSchema, { startTime: hour(1), pauses: [{ startTime: hour(3) }] });

  expect(hoursOf(patrol, 9 * 60 * 60_000)).toBe(2);
});

test('what has not started is none', () => {
  expect(hoursOf(create(PatrolSchema), 60 * 60_000)).toBe(0);
});
