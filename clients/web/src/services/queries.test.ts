import { onlineManager } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { createQueries } from './queries';

afterEach(() => onlineManager.setOnline(true));

test('what is done without a network is tried at once, and not when there is one again', async () => {
  onlineManager.setOnline(false);
  const send = vi.fn().mockRejectedValue(new TypeError('Failed to fetch'));
  const queries = createQueries();
  const sending = queries.getMutationCache().build(queries, { mutationFn: send });

  await expect(sending.execute(undefined)).rejects.toThrow();
  onlineManager.setOnline(true);

  expect(send).toHaveBeenCalledOnce();
});
