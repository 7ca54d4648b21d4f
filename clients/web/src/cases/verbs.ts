import { timestampNow } from '@bufbuild/protobuf/wkt';
import type { Case } from '../gen/border/cases/v1/cases_pb';
import { CaseState } from '../gen/border/cases/v1/turns_pb';
import type { Services } from '../services/clients';

export type VerbName = 'open' | 'suspend' | 'resume' | 'solve' | 'refer' | 'conclude' | 'close' | 'reopen' | 'void';

interface Verb {
  /** The states in which the service allows it; it has the last word. */
  from: CaseState[];
  needsReason: boolean;
  carryOut: (services: Services, request: { name: string; etag: string; reason: string; requestId: string }) => Promise<Case>;
}

const { REGISTERED, UNDER_INVESTIGATION, SUSPENDED, SOLVED, REFERRED, CONCLUDED, CLOSED, REPORTED, DISMISSED, TRANSFERRED } =
  CaseState;

/** What may be done to a case, and when. */
export const verbs: Record<VerbName, Verb> = {
  open: {
    from: [REGISTERED],
    needsReason: false,
    carryOut: ({ cases }, request) => cases.openInvestigation({ ...request, openTime: timestampNow() }),
  },
  suspend: {
    from: [UNDER_INVESTIGATION],
    needsReason: true,
    carryOut: ({ cases }, request) => cases.suspendCase({ ...request, suspendTime: timestampNow() }),
  },
  resume: {
    from: [SUSPENDED],
    needsReason: true,
    carryOut: ({ cases }, request) => cases.resumeCase({ ...request, resumeTime: timestampNow() }),
  },
  solve: {
    from: [UNDER_INVESTIGATION],
    needsReason: false,
    carryOut: ({ cases }, request) => cases.solveCase({ ...request, solveTime: timestampNow() }),
  },
  refer: {
    from: [UNDER_INVESTIGATION, SOLVED],
    needsReason: false,
    carryOut: ({ cases }, request) => cases.referCase({ ...request, referTime: timestampNow() }),
  },
  conclude: {
    from: [REFERRED],
    needsReason: true,
    carryOut: ({ cases }, request) => cases.concludeCase({ ...request, concludeTime: timestampNow() }),
  },
  close: {
    from: [REGISTERED, UNDER_INVESTIGATION, CONCLUDED],
    needsReason: true,
    carryOut: ({ cases }, request) => cases.closeCase({ ...request, closeTime: timestampNow() }),
  },
  reopen: {
    from: [CONCLUDED, CLOSED],
    needsReason: true,
    carryOut: ({ cases }, request) => cases.reopenCase({ ...request, reopenTime: timestampNow() }),
  },
  void: {
    from: [REPORTED, DISMISSED, REGISTERED, UNDER_INVESTIGATION, SUSPENDED, TRANSFERRED, SOLVED, REFERRED, CONCLUDED, CLOSED],
    needsReason: true,
    carryOut: ({ cases }, request) => cases.voidCase(request),
  },
};

export const verbNames = Object.keys(verbs) as VerbName[];

export const isAllowed = (verb: VerbName, state: CaseState) => verbs[verb].from.includes(state);
