import { type Client, createClient } from '@connectrpc/connect';
import { createGrpcWebTransport } from '@connectrpc/connect-web';
import { CaseService } from '../gen/border/cases/v1/cases_pb';
import { CaseNoteService } from '../gen/border/cases/v1/notes_pb';
import { CaseTaskService } from '../gen/border/cases/v1/tasks_pb';
import { LookupService } from '../gen/border/lookup/v1/lookup_pb';
import { MatchReviewService } from '../gen/border/persons/v1/matching_pb';
import { PersonService } from '../gen/border/persons/v1/persons_pb';
import { PersonRegistryService } from '../gen/border/persons/v1/registry_pb';
import { CompletenessService } from '../gen/border/statistics/v1/completeness_pb';
import { StatisticsService } from '../gen/border/statistics/v1/statistics_pb';
import { chosenPurpose } from './purpose';

/** The typed clients of the services. */
export interface Services {
  statistics: Client<typeof StatisticsService>;
  completeness: Client<typeof CompletenessService>;
  cases: Client<typeof CaseService>;
  notes: Client<typeof CaseNoteService>;
  tasks: Client<typeof CaseTaskService>;
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
  const cases = to('cases');
  const statistics = to('statistics');
  const persons = to('persons');
  return {
    statistics: createClient(StatisticsService, statistics),
    completeness: createClient(CompletenessService, statistics),
    cases: createClient(CaseService, cases),
    notes: createClient(CaseNoteService, cases),
    tasks: createClient(CaseTaskService, cases),
    registry: createClient(PersonRegistryService, persons),
    interceptions: createClient(PersonService, persons),
    matches: createClient(MatchReviewService, persons),
    personLookup: createClient(LookupService, persons),
  };
}
