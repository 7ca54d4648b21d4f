import { create, toBinary } from '@bufbuild/protobuf';
import { Code, ConnectError } from '@connectrpc/connect';
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { BadRequestSchema } from '../gen/google/rpc/error_details_pb';
import { show } from '../testing/show';
import { Failure } from './Failure';

test('what is wrong with a field is told once', () => {
  const error = new ConnectError('period: it is none of the forms', Code.InvalidArgument);
  const bad = create(BadRequestSchema, { fieldViolations: [{ field: 'period', description: 'it is none of the forms' }] });
  error.details = [{ type: BadRequestSchema.typeName, value: toBinary(BadRequestSchema, bad) }];

  show(<Failure error={error} />, {});

  expect(screen.getAllByText(/none of the forms/)).toHaveLength(1);
});
