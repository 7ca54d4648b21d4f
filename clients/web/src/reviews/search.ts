import { textIn } from '../parts/search';

export const queues = ['matches', 'corrections', 'transfers', 'reports', 'overdue', 'notices'] as const;
export const noticeShows = ['reply', 'delivery', 'all'] as const;

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
