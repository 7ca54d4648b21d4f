import { create, toBinary } from '@bufbuild/protobuf';
import { Code, ConnectError } from '@connectrpc/connect';
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { BadRequestSchema } from '../gen/google/rpc/error_details_pb';
import { speechOf } from '../language/language';
import { SpeechContext } from '../language/useTranslation';
import { show } from '../testing/show';
import { Failure } from './Failure';

test('what is wrong with a field is told once', () => {
  const error = new ConnectError('period: it is none of the forms', Code.InvalidArgument);
  const bad = create(BadRequestSchema, { fieldViolations: [{ field: 'period', description: 'it is none of the forms' }] });
  error.details = [{ type: BadRequestSchema.typeName, value: toBinary(BadRequestSchema, bad) }];

  show(<Failure error={error} />, {});

  expect(screen.getAllByText(/none of the forms/)).toHaveLength(1);
});

test('on a Chinese page a refusal is told in Chinese', () => {
  const error = new ConnectError('page_size is not between 0 and 1000', Code.InvalidArgument);
  const bad = create(BadRequestSchema, { fieldViolations: [{ field: 'page_size', description: 'is not between 0 and 1000' }] });
  error.details = [{ type: BadRequestSchema.typeName, value: toBinary(BadRequestSchema, bad) }];

  show(
    <SpeechContext value={speechOf('zh')}>
      <Failure error={error} />
    </SpeechContext>,
    {},
  );

  expect(screen.getByRole('alert').textContent).toMatch(/每页数量: 不在 0 至 1000 之间/);
});
