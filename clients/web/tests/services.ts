import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { createClient } from '@connectrpc/connect';
import { createGrpcWebTransport } from '@connectrpc/connect-web';
import { CaseService } from '../src/gen/border/cases/v1/cases_pb';
import { FeedService } from '../src/gen/border/feed/v1/feed_pb';

const address = process.env.BORDER_WEB ?? 'http://127.0.0.1:5401';
const ownPage = { 'x-border-web': '1' };

export const transportTo = (service: string) =>
  createGrpcWebTransport({
    baseUrl: `${address}/api/${service}`,
    fetch: (input, init) => fetch(input, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), ...ownPage } }),
  });

/** The stock client of the browser, outside of one. */
export const cases = createClient(CaseService, transportTo('cases'));
export const feed = createClient(FeedService, transportTo('cases'));

export const newId = () => `web-${crypto.randomUUID()}`;

export const register = (caseId = newId(), registerTime = new Date(2021, 4, 3)) =>
  cases.registerCase({
    caseId,
    requestId: caseId,
    case: { unit: 'U-1', area: '53.01.02', registerTime: timestampFromDate(registerTime), principalOffence: 'illegal_crossing' },
  });
