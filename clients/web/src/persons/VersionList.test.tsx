import { create } from '@bufbuild/protobuf';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { ListVersionsResponseSchema } from '../gen/border/lookup/v1/lookup_pb';
import { show } from '../testing/show';
import { VersionList } from './VersionList';

/** A service with a history of so many versions, which tells at most some in one answer. */
const historyOf = (count: number, mostAtOnce = 200) =>
  vi.fn(async ({ afterVersion, pageSize }: { afterVersion: bigint; pageSize: number }) => {
    const size = Math.min(pageSize, mostAtOnce, Math.max(count - Number(afterVersion), 0));
    return create(ListVersionsResponseSchema, {
      versions: Array.from({ length: size }, (_, at) => ({
        version: afterVersion + BigInt(at) + 1n,
        actor: `by-${Number(afterVersion) + at + 1}`,
      })),
      hasMore: Number(afterVersion) + size < count,
    });
  });

const actors = async () => (await screen.findAllByText(/^by-/)).map(({ textContent }) => Number(textContent?.slice(3)));
const downFrom = (latest: number, first: number) => Array.from({ length: latest - first + 1 }, (_, at) => latest - at);

test('a long history begins with what was done last, and there is a way to all before', async () => {
  show(<VersionList name="persons/a" etag="120" />, { personLookup: { listVersions: historyOf(120) } });
  expect(await actors()).toEqual(downFrom(120, 71));

  await userEvent.click(screen.getByRole('button', { name: 'Earlier versions' }));
  expect(await actors()).toEqual(downFrom(120, 21));
  await userEvent.click(screen.getByRole('button', { name: 'Earlier versions' }));

  expect(await actors()).toEqual(downFrom(120, 1));
  expect(screen.queryByRole('button', { name: 'Earlier versions' })).toBeNull();
});

test('large versions come in as many answers as they need, and what was done meanwhile is there', async () => {
  const listVersions = historyOf(61, 20);

  show(<VersionList name="persons/a" etag="60" />, { personLookup: { listVersions } });

  expect(await actors()).toEqual(downFrom(61, 11));
  expect(listVersions).toHaveBeenCalledTimes(3);
});

test('a short history is read at once', async () => {
  const listVersions = historyOf(2);

  show(<VersionList name="persons/a" etag="2" />, { personLookup: { listVersions } });

  expect(await actors()).toEqual([2, 1]);
  expect(listVersions).toHaveBeenCalledTimes(1);
  expect(screen.queryByRole('button', { name: 'Earlier versions' })).toBeNull();
});
