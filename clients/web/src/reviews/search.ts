import { isFor, type Rights } from '../app/pages';
import { textIn } from '../parts/search';

export const queues = ['matches', 'corrections', 'transfers', 'reports', 'overdue', 'notices'] as const;
export const noticeShows = ['reply', 'delivery', 'all'] as const;

/** Those whose records the services give to a user: of matches only to those of the nation, for the two records may lie in any area. */
export const queuesFor = (user: Rights) =>
  isFor({ roles: ['investigator', 'supervisor', 'auditor'] }, user)
    ? queues.filter((name) => name !== 'matches' || isFor({ ofNation: true }, user))
    : (['overdue'] as const);

export type QueueName = (typeof queues)[number];
export type NoticeShow = (typeof noticeShows)[number];

/** Which queue is open, as it stands in the address. */
export interface ReviewsSearch {
  queue?: QueueName;
  area?: string;
  show?: NoticeShow;
}

export const readReviewsSearch = (search: Record<string, unknown>): ReviewsSearch => ({
  queue: queues.find((name) => name === search.queue),
  area: textIn(search.area),
  show: noticeShows.find((name) => name === search.show),
});
