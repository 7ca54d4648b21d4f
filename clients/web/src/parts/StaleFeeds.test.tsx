import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { show } from '../testing/show';
import { StaleFeeds } from './StaleFeeds';

const progress = (stale: boolean) => ({
  statistics: { getProgress: vi.fn(async () => ({ feeds: [{ feed: 'cases', stale, foldedPosition: 7n }] })) },
});

test('a feed that is away or behind is named', async () => {
  show(<StaleFeeds />, progress(true));

  expect((await screen.findByRole('status')).textContent).toContain('cases');
});

test('nothing is told while all feeds are counted', async () => {
  const services = progress(false);
  show(<StaleFeeds />, services);

  await waitFor(() => expect(services.statistics.getProgress).toHaveBeenCalled());
  expect(screen.queryByRole('status')).toBeNull();
});
