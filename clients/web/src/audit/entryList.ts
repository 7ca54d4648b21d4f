import type { Entry } from '../gen/border/audit/v1/audit_pb';
import type { Services } from '../services/clients';
import type { RecordPages } from '../services/lists';
import { type AuditSearch, fromToday, toRequest } from './search';

/** The entries of a log, in its order: a page begins after the last entry of the one before. */
export const entryList = ({ audits }: Services, given: AuditSearch): RecordPages<Entry> => {
  const search = fromToday(given);
  return {
    key: ['audit', search],
    read: async ({ pageToken, pageSize }, options) => {
      const asked = { ...toRequest(search), pageSize, afterSequence: BigInt(pageToken || 0) };
      const page = await audits[search.service ?? 'cases'].listEntries(asked, options);
      return { items: page.entries, next: page.hasMore ? String(page.entries.at(-1)?.sequence ?? '') : '' };
    },
  };
};
