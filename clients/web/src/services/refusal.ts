import { Code, ConnectError } from '@connectrpc/connect';
import { BadRequestSchema, ErrorInfoSchema } from '../gen/google/rpc/error_details_pb';

/** What a page has to know of a call that was refused or failed. */
export interface Refusal {
  kind: 'conflict' | 'invalid' | 'rule' | 'missing' | 'denied' | 'signedOut' | 'away' | 'failed';
  /** In English, as the service told it. */
  message: string;
  fields: { field: string; description: string }[];
  reason: string;
}

const kinds: Partial<Record<Code, Refusal['kind']>> = {
  [Code.Aborted]: 'conflict',
  [Code.InvalidArgument]: 'invalid',
  [Code.AlreadyExists]: 'rule',
  [Code.FailedPrecondition]: 'rule',
  [Code.NotFound]: 'missing',
  [Code.PermissionDenied]: 'denied',
  [Code.Unauthenticated]: 'signedOut',
  [Code.Unavailable]: 'away',
  [Code.DeadlineExceeded]: 'away',
  [Code.ResourceExhausted]: 'away',
};

export function refusalOf(error: unknown): Refusal {
  const refused = ConnectError.from(error);
  return {
    kind: kinds[refused.code] ?? 'failed',
    message: refused.rawMessage,
    fields: refused.findDetails(BadRequestSchema).flatMap((bad) => bad.fieldViolations),
    reason: refused.findDetails(ErrorInfoSchema)[0]?.reason ?? '',
  };
}

/** Only a service that is away may answer otherwise the next time. */
export const mayPass = (error: unknown) => refusalOf(error).kind === 'away';
