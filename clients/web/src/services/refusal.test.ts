import { create, toBinary } from '@bufbuild/protobuf';
import { Code, ConnectError } from '@connectrpc/connect';
import { expect, test } from 'vitest';
import { BadRequestSchema, ErrorInfoSchema } from '../gen/google/rpc/error_details_pb';
import { mayPass, refusalOf } from './refusal';

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
  [Code.Internal, 'failed'],
] as const)('code %i is told as %s', (code, kind) => {
  expect(refusalOf(new ConnectError('x', code)).kind).toBe(kind);
});

test('only a service that is away is asked again', () => {
  expect(mayPass(new ConnectError('x', Code.Unavailable))).toBe(true);
  expect(mayPass(new ConnectError('x', Code.Aborted))).toBe(false);
});
