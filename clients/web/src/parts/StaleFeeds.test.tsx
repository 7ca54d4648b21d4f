import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { show } from '../testing/show';
import { StaleFeeds } from './StaleFeeds';

const progress = (stale: boolean, rolledBack = false) => ({
  statistics: { getProgress: vi.fn(async () => ({ feeds: [{ feed: 'cases', stale, rolledBack, foldedPosition: 7n }] })) },
});

test('a feed that is away or behind is named', async () => {
  show(<StaleFeeds />, progress(true));

  expect((await screen.findByRole('status')).textContent).toContain('cases');
});

test('a feed that is rolled back is told as such', async () => {
  show(<StaleFeeds />, progress(true, true));

  const told = (await screen.findByRole('status')).textContent;
  expect(told).toContain('went back to an earlier state');
  expect(told).not.toContain('away or behind');
});

test('nothing is told while all feeds are counted', async () => {
  const services = progress(false);
  show(<StaleFeeds />, services);

  await waitFor(() => expect(services.statistics.getProgress).toHaveBeenCalled());
  expect(screen.queryByRole('status')).toBeNull();
});
