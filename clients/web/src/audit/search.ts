import { today } from '../figures/history';
import { dayIn, startOf, textIn } from '../parts/search';
import { type ServiceName, serviceNames } from '../services/clients';

/** Which entries are shown: names of records are random, and say nothing of persons. */
export interface AuditSearch {
  service?: ServiceName;
  record?: string;
  actor?: string;
  from?: string;
  before?: string;
}

export const readAuditSearch = (search: Record<string, unknown>): AuditSearch => ({
  service: serviceNames.find((name) => name === search.service),
  record: textIn(search.record),
  actor: textIn(search.actor),
  from: dayIn(search.from),
  before: dayIn(search.before),
});

/** A log begins with its oldest entry: whoever looks for nothing in particular sees what there is of today. */
export const fromToday = (search: AuditSearch): AuditSearch =>
  search.record || search.actor || search.from || search.before ? search : { ...search, from: today() };

/** The filters as the service takes them. */
export const toRequest = ({ service = 'cases', record, actor, from, before }: AuditSearch) => ({
  service,
  record,
  actor,
  fromTime: startOf(from),
  beforeTime: startOf(before),
});
