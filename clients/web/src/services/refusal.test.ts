import { create, toBinary } from '@bufbuild/protobuf';
import { Code, ConnectError } from '@connectrpc/connect';
import { expect, test } from 'vitest';
import { BadRequestSchema, ErrorInfoSchema, RetryInfoSchema } from '../gen/google/rpc/error_details_pb';
import { createQueries } from './queries';
import { mayBeDone, mayPass, refusalOf, waitBefore } from './refusal';

test('a refusal tells its reason and every field', () => {
  const error = new ConnectError('2 fields are wrong.', Code.InvalidArgument);
  const info = create(ErrorInfoSchema, { reason: 'ERROR_REASON_INVALID_FIELDS', domain: 'border' });
  const bad = create(BadRequestSchema, { fieldViolations: [{ field: 'case.area', description: 'must be set' }] });
  error.details = [
    { type: ErrorInfoSchema.typeName, value: toBinary(ErrorInfoSchema, info) },
    { type: BadRequestSchema.typeName, value: toBinary(BadRequestSchema, bad) },
  ];

  expect(refusalOf(error)).toMatchObject({
    kind: 'invalid',
    message: '2 fields are wrong.',
    reason: 'ERROR_REASON_INVALID_FIELDS',
    fields: [{ field: 'case.area', description: 'must be set' }],
  });
});

test.each([
  [Code.Aborted, 'conflict'],
  [Code.PermissionDenied, 'denied'],
  [Code.Unauthenticated, 'signedOut'],
  [Code.Unavailable, 'away'],
  [Code.ResourceExhausted, 'busy'],
  [Code.Internal, 'failed'],
] as const)('code %i is told as %s', (code, kind) => {
  expect(refusalOf(new ConnectError('x', code)).kind).toBe(kind);
});

test.each(['Failed to fetch', 'NetworkError when attempting to fetch resource.', 'Load failed', 'network error'])(
  'a network that is away is told as such, and not by the words of the browser: %s',
  (words) => {
    const told = refusalOf(ConnectError.from(new TypeError(words), Code.Internal));

    expect(told).toMatchObject({ kind: 'away', message: '' });
    expect(mayPass(new TypeError(words))).toBe(true);
  },
);

test('a fault of the application is none of the network', () => {
  expect(refusalOf(new TypeError('x is not a function')).kind).toBe('failed');
});

test('what was refused was not done, and what was not answered may have been', () => {
  expect(mayBeDone(new ConnectError('x', Code.DeadlineExceeded))).toBe(true);
  expect(mayBeDone(new ConnectError('x', Code.Internal))).toBe(true);
  expect(mayBeDone(new ConnectError('x', Code.FailedPrecondition))).toBe(false);
  expect(mayBeDone(new ConnectError('x', Code.ResourceExhausted))).toBe(false);
});

test('only a service that is away is asked again', () => {
  expect(mayPass(new ConnectError('x', Code.Unavailable))).toBe(true);
  expect(mayPass(new ConnectError('x', Code.Aborted))).toBe(false);
});

const busyFor = (seconds: number) => {
  const error = new ConnectError('Too many.', Code.ResourceExhausted);
  const info = create(RetryInfoSchema, { retryDelay: { seconds: BigInt(seconds), nanos: 500_000_000 } });
  error.details = [{ type: RetryInfoSchema.typeName, value: toBinary(RetryInfoSchema, info) }];
  return error;
};

test('a caller who is over a limit waits as long as the service says, and then asks again', async () => {
  const queries = createQueries();
  const answers = [busyFor(0), 'what was asked for'];
  const start = performance.now();

  const answer = await queries.fetchQuery({
    queryKey: ['x'],
    retry: queries.getDefaultOptions().queries?.retry,
    queryFn: () => {
      const next = answers.shift();
      return next instanceof Error ? Promise.reject(next) : next;
    },
  });

  expect(answer).toBe('what was asked for');
  expect(performance.now() - start).toBeGreaterThanOrEqual(490);
});

test('a wait that is long is told and not waited for', () => {
  expect(mayPass(busyFor(2))).toBe(true);
  expect(mayPass(busyFor(60))).toBe(false);
  expect(refusalOf(busyFor(60)).waitMs).toBe(60_500);
});

test('without a word from the service each wait is longer', () => {
  const away = new ConnectError('x', Code.Unavailable);

  expect(waitBefore(1, away)).toBeGreaterThan(waitBefore(0, away));
});
