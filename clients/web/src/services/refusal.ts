import { durationMs } from '@bufbuild/protobuf/wkt';
import { Code, ConnectError } from '@connectrpc/connect';
import { BadRequestSchema, ErrorInfoSchema, RetryInfoSchema } from '../gen/google/rpc/error_details_pb';

/** What a page has to know of a call that was refused or failed. */
export interface Refusal {
  kind: 'conflict' | 'invalid' | 'rule' | 'missing' | 'denied' | 'signedOut' | 'busy' | 'away' | 'failed';
  /** In English, as the service told it. */
  message: string;
  fields: { field: string; description: string }[];
  reason: string;
  /** How long to wait before the call is made again; null when the service did not say. */
  waitMs: number | null;
}

// Browsers tell of a network that is away by an error of their own, each in its own words.
function isCutOff(error: unknown) {
  const cause = error instanceof ConnectError ? error.cause : error;
  return cause instanceof TypeError && /fetch|network|import|^load/i.test(cause.message);
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
  [Code.ResourceExhausted]: 'busy',
};

export function refusalOf(error: unknown): Refusal {
  const refused = isCutOff(error) ? new ConnectError('', Code.Unavailable) : ConnectError.from(error);
  const delay = refused.findDetails(RetryInfoSchema)[0]?.retryDelay;
  return {
    kind: kinds[refused.code] ?? 'failed',
    message: refused.rawMessage,
    fields: refused.findDetails(BadRequestSchema).flatMap((bad) => bad.fieldViolations),
    reason: refused.findDetails(ErrorInfoSchema)[0]?.reason ?? '',
    waitMs: delay ? durationMs(delay) : null,
  };
}

/** Whether what was asked for may have been done although nobody was told so. */
export const mayBeDone = (error: unknown) => ['away', 'failed'].includes(refusalOf(error).kind);

const longestWaitMs = 10_000;

/** Only a service that is away or busy may answer otherwise the next time; whoever reads is not kept waiting for long. */
export const mayPass = (error: unknown) => {
  const { kind, waitMs } = refusalOf(error);
  return (kind === 'away' || kind === 'busy') && (waitMs ?? 0) <= longestWaitMs;
};

/** When to ask again: when the service said, else later each time. */
export const waitBefore = (count: number, error: unknown) => refusalOf(error).waitMs ?? 1000 * 2 ** count;
