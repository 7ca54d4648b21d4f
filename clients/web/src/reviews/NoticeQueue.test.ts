import { create } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { expect, test } from 'vitest';
import { NoticeSchema, NoticeState } from '../gen/border/cases/v1/notice_pb';
import type { Services } from '../services/clients';
import { noticeList } from './NoticeQueue';

const notice = (name: string, replyMs?: number, acknowledgeMs?: number, state = NoticeState.SENT) =>
  create(NoticeSchema, {
    name,
    state,
    replyBy: replyMs === undefined ? undefined : timestampFromMs(replyMs),
    acknowledgeBy: acknowledgeMs === undefined ? undefined : timestampFromMs(acknowledgeMs),
  });

test.each([
  ['reply', ['late', 'later', 'none']],
  ['delivery', ['later', 'late', 'none']],
  ['all', ['later', 'late', 'none']],
] as const)('the queue of %s has the first deadline first', async (show, names) => {
  const listed = [notice('none'), notice('later', 9, 1), notice('late', 5, 7), notice('closed', 1, 1, NoticeState.CLOSED)];
  const services = { notices: { listNotices: async () => ({ notices: listed, nextPageToken: '' }) } } as unknown as Services;

  const { items } = await noticeList(services, show).read(
    { pageToken: '', pageSize: 100 },
    { signal: new AbortController().signal },
  );

  expect(items.map(({ name }) => name)).toEqual(names);
});
