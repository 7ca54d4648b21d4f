import type { Timestamp } from '@bufbuild/protobuf/wkt';
import { caseWorkers, type Role } from '../app/pages';
import type { Case } from '../gen/border/cases/v1/cases_pb';
import { CaseState } from '../gen/border/cases/v1/turns_pb';
import type { Services } from '../services/clients';

export type VerbName = 'open' | 'suspend' | 'resume' | 'solve' | 'refer' | 'conclude' | 'close' | 'reopen' | 'void';

interface Verb {
  /** Whose it is. */
  roles: Role[];
  /** The states in which the service allows it; it has the last word. */
  from: CaseState[];
  needsReason: boolean;
  carryOut: (
    services: Services,
    request: { name: string; etag: string; reason: string; requestId: string },
    time: Timestamp,
  ) => Promise<Case>;
}

const { REGISTERED, UNDER_INVESTIGATION, SUSPENDED, SOLVED, REFERRED, CONCLUDED, CLOSED, REPORTED, DISMISSED, TRANSFERRED } =
  CaseState;

/** What may be done to a case, and when. */
export const verbs: Record<VerbName, Verb> = {
  open: {
    from: [REGISTERED],
    roles: caseWorkers,
    needsReason: false,
    carryOut: ({ cases }, request, time) => cases.openInvestigation({ ...request, openTime: time }),
  },
  suspend: {
    from: [UNDER_INVESTIGATION],
    roles: caseWorkers,
    needsReason: true,
    carryOut: ({ cases }, request, time) => cases.suspendCase({ ...request, suspendTime: time }),
  },
  resume: {
    from: [SUSPENDED],
    roles: caseWorkers,
    needsReason: true,
    carryOut: ({ cases }, request, time) => cases.resumeCase({ ...request, resumeTime: time }),
  },
  solve: {
    from: [UNDER_INVESTIGATION],
    roles: caseWorkers,
    needsReason: false,
    carryOut: ({ cases }, request, time) => cases.solveCase({ ...request, solveTime: time }),
  },
  refer: {
    from: [UNDER_INVESTIGATION, SOLVED],
    roles: caseWorkers,
    needsReason: false,
    carryOut: ({ cases }, request, time) => cases.referCase({ ...request, referTime: time }),
  },
  conclude: {
    from: [REFERRED],
    roles: caseWorkers,
    needsReason: true,
    carryOut: ({ cases }, request, time) => cases.concludeCase({ ...request, concludeTime: time }),
  },
  close: {
    from: [REGISTERED, UNDER_INVESTIGATION, CONCLUDED],
    roles: caseWorkers,
    needsReason: true,
    carryOut: ({ cases }, request, time) => cases.closeCase({ ...request, closeTime: time }),
  },
  reopen: {
    from: [CONCLUDED, CLOSED],
    roles: ['supervisor'],
    needsReason: true,
    carryOut: ({ cases }, request, time) => cases.reopenCase({ ...request, reopenTime: time }),
  },
  void: {
    from: [REPORTED, DISMISSED, REGISTERED, UNDER_INVESTIGATION, SUSPENDED, TRANSFERRED, SOLVED, REFERRED, CONCLUDED, CLOSED],
    roles: ['supervisor'],
    needsReason: true,
    carryOut: ({ cases }, request) => cases.voidCase(request),
  },
};

export const verbNames = Object.keys(verbs) as VerbName[];

export const isAllowed = (verb: VerbName, state: CaseState) => verbs[verb].from.includes(state);
