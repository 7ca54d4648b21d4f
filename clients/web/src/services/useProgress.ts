import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Progress } from '../gen/border/statistics/v1/statistics_pb';
import { useServices } from './ServicesContext';

const everyMs = 2_000;

// A feed that was rebuilt may stand where it stood before, and its figures are others.
const positions = (progress: Progress) =>
  progress.feeds.map((feed) => `${feed.feed}:${feed.foldedPosition}:${feed.rolledBack}`).join(' ');

/** How far the feeds are counted. What is on screen is asked for again when more of them is. */
export function useProgress() {
  const { statistics } = useServices();
  const queries = useQueryClient();
  const progress = useQuery({
    queryKey: ['progress'],
    queryFn: ({ signal }) => statistics.getProgress({}, { signal }),
    refetchInterval: everyMs,
  });
  const counted = progress.data && positions(progress.data);
  const shown = useRef(counted);
  useEffect(() => {
    if (shown.current && counted && shown.current !== counted) void queries.invalidateQueries({ queryKey: ['counted'] });
    shown.current = counted ?? shown.current;
  }, [counted, queries]);
  return progress;
}
