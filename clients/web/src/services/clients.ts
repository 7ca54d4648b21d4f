import { type Client, createClient } from '@connectrpc/connect';
import { createGrpcWebTransport } from '@connectrpc/connect-web';
import { AttachmentService } from '../gen/border/attachments/v1/attachments_pb';
import { AuditService } from '../gen/border/audit/v1/audit_pb';
import { CaseService } from '../gen/border/cases/v1/cases_pb';
import { CaseCorrectionService } from '../gen/border/cases/v1/corrections_pb';
import { CaseEvidenceService } from '../gen/border/cases/v1/evidence_pb';
import { CaseNoteService } from '../gen/border/cases/v1/notes_pb';
import { NoticeService } from '../gen/border/cases/v1/notices_pb';
import { CaseTaskService } from '../gen/border/cases/v1/tasks_pb';
import { LookupService } from '../gen/border/lookup/v1/lookup_pb';
import { BoundaryService } from '../gen/border/patrols/v1/boundary_pb';
import { DeviceService } from '../gen/border/patrols/v1/devices_pb';
import { PatrolService } from '../gen/border/patrols/v1/patrols_pb';
import { TrackService } from '../gen/border/patrols/v1/tracks_pb';
import { PatrolWatchService } from '../gen/border/patrols/v1/watch_pb';
import { MatchReviewService } from '../gen/border/persons/v1/matching_pb';
import { PersonService } from '../gen/border/persons/v1/persons_pb';
import { PersonRegistryService } from '../gen/border/persons/v1/registry_pb';
import { CustodyService } from '../gen/border/seizures/v1/custody_pb';
import { SeizureService } from '../gen/border/seizures/v1/seizures_pb';
import { SubstanceService } from '../gen/border/seizures/v1/substances_pb';
import { CompletenessService } from '../gen/border/statistics/v1/completeness_pb';
import { SavedFilterService } from '../gen/border/statistics/v1/filters_pb';
import { ReleaseService } from '../gen/border/statistics/v1/releases_pb';
import { StatisticsService } from '../gen/border/statistics/v1/statistics_pb';
import { chosenPurpose } from './purpose';

export const serviceNames = ['patrols', 'persons', 'cases', 'seizures', 'statistics'] as const;

export type ServiceName = (typeof serviceNames)[number];

/** The typed clients of the services. */
export interface Services {
  statistics: Client<typeof StatisticsService>;
  completeness: Client<typeof CompletenessService>;
  releases: Client<typeof ReleaseService>;
  filters: Client<typeof SavedFilterService>;
  cases: Client<typeof CaseService>;
  notes: Client<typeof CaseNoteService>;
  tasks: Client<typeof CaseTaskService>;
  corrections: Client<typeof CaseCorrectionService>;
  notices: Client<typeof NoticeService>;
  evidence: Client<typeof CaseEvidenceService>;
  /** Those of cases. */
  attachments: Client<typeof AttachmentService>;
  patrols: Client<typeof PatrolService>;
  tracks: Client<typeof TrackService>;
  overdue: Client<typeof PatrolWatchService>;
  boundary: Client<typeof BoundaryService>;
  devices: Client<typeof DeviceService>;
  seizures: Client<typeof SeizureService>;
  custody: Client<typeof CustodyService>;
  substances: Client<typeof SubstanceService>;
  /** Each service keeps the log of its own. */
  audits: Record<ServiceName, Client<typeof AuditService>>;
  /** What these read of persons they read for the purpose that the user has chosen. */
  registry: Client<typeof PersonRegistryService>;
  interceptions: Client<typeof PersonService>;
  matches: Client<typeof MatchReviewService>;
  personLookup: Client<typeof LookupService>;
}

// Pages of another origin cannot send this without being asked for leave, which the server never gives.
const ownPage: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('x-border-web', '1');
  const purpose = chosenPurpose();
  if (purpose) headers.set('border-purpose', purpose);
  return fetch(input, { ...init, headers, credentials: 'same-origin', redirect: 'error' });
};

const to = (service: string) => createGrpcWebTransport({ baseUrl: `/api/${service}`, fetch: ownPage, defaultTimeoutMs: 30_000 });

export function connect(): Services {
  const [patrols, persons, cases, seizures, statistics] = [
    to('patrols'),
    to('persons'),
    to('cases'),
    to('seizures'),
    to('statistics'),
  ];
  return {
    statistics: createClient(StatisticsService, statistics),
    completeness: createClient(CompletenessService, statistics),
    releases: createClient(ReleaseService, statistics),
    filters: createClient(SavedFilterService, statistics),
    cases: createClient(CaseService, cases),
    notes: createClient(CaseNoteService, cases),
    tasks: createClient(CaseTaskService, cases),
    corrections: createClient(CaseCorrectionService, cases),
    notices: createClient(NoticeService, cases),
    evidence: createClient(CaseEvidenceService, cases),
    attachments: createClient(AttachmentService, cases),
    patrols: createClient(PatrolService, patrols),
    tracks: createClient(TrackService, patrols),
    overdue: createClient(PatrolWatchService, patrols),
    boundary: createClient(BoundaryService, patrols),
    devices: createClient(DeviceService, patrols),
    seizures: createClient(SeizureService, seizures),
    custody: createClient(CustodyService, seizures),
    substances: createClient(SubstanceService, seizures),
    audits: {
      patrols: createClient(AuditService, patrols),
      persons: createClient(AuditService, persons),
      cases: createClient(AuditService, cases),
      seizures: createClient(AuditService, seizures),
      statistics: createClient(AuditService, statistics),
    },
    registry: createClient(PersonRegistryService, persons),
    interceptions: createClient(PersonService, persons),
    matches: createClient(MatchReviewService, persons),
    personLookup: createClient(LookupService, persons),
  };
}
