import { useQuery } from '@tanstack/react-query';
import { act, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { show } from '../testing/show';
import { useProgress } from './useProgress';

function Figures({ ask }: { ask: () => Promise<number> }) {
  useProgress();
  return useQuery({ queryKey: ['counted', 'some'], queryFn: ask }).data;
}

test('figures are asked for again when a feed was rebuilt at the same position', async () => {
  const at = (rolledBack: boolean) => ({ feeds: [{ feed: 'cases', foldedPosition: 5n, rolledBack }] });
  const getProgress = vi.fn().mockResolvedValueOnce(at(true)).mockResolvedValue(at(false));
  const ask = vi.fn().mockResolvedValueOnce(5).mockResolvedValue(3);
  const queries = show(<Figures ask={ask} />, { statistics: { getProgress } });
  await screen.findByText('5');

  await act(() => queries.refetchQueries({ queryKey: ['progress'] }));

  expect(await screen.findByText('3')).toBeTruthy();
});
