import { type Client, createClient } from '@connectrpc/connect';
import { createGrpcWebTransport } from '@connectrpc/connect-web';
import { CaseService } from '../gen/border/cases/v1/cases_pb';
import { CaseNoteService } from '../gen/border/cases/v1/notes_pb';
import { CaseTaskService } from '../gen/border/cases/v1/tasks_pb';
import { CompletenessService } from '../gen/border/statistics/v1/completeness_pb';
import { StatisticsService } from '../gen/border/statistics/v1/statistics_pb';

/** The typed clients of the services. */
export interface Services {
  statistics: Client<typeof StatisticsService>;
  completeness: Client<typeof CompletenessService>;
  cases: Client<typeof CaseService>;
  notes: Client<typeof CaseNoteService>;
  tasks: Client<typeof CaseTaskService>;
}

// Pages of another origin cannot send this without being asked for leave, which the server never gives.
const ownPage: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('x-border-web', '1');
  return fetch(input, { ...init, headers, credentials: 'same-origin', redirect: 'error' });
};

const to = (service: string) => createGrpcWebTransport({ baseUrl: `/api/${service}`, fetch: ownPage, defaultTimeoutMs: 30_000 });

export function connect(): Services {
  const cases = to('cases');
  const statistics = to('statistics');
  return {
    statistics: createClient(StatisticsService, statistics),
    completeness: createClient(CompletenessService, statistics),
    cases: createClient(CaseService, cases),
    notes: createClient(CaseNoteService, cases),
    tasks: createClient(CaseTaskService, cases),
  };
}
