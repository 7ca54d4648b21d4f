import { lazy, Suspense, useMemo } from 'react';
import type { Patrol } from '../gen/border/patrols/v1/patrols_pb';
import type { TrackPoint } from '../gen/border/patrols/v1/tracks_pb';
import { useTranslation } from '../language/useTranslation';
import { type MapContent, nothing } from '../map/content';
import { linesOf } from '../map/tracks';
import { Empty } from '../parts/Empty';
import { refusalOf } from '../services/refusal';
import { useTrackPoints } from './usePatrols';

const BorderMap = lazy(async () => ({ default: (await import('../map/BorderMap')).BorderMap }));

/** Where a patrol went and what it saw. The tables beside it say the same to those who do not see it. */
export function PatrolMap({ patrol, id }: { patrol: Patrol; id: string }) {
  const { t } = useTranslation();
  const found = useTrackPoints(id);
  const isWithout = found.isError && refusalOf(found.error).kind === 'missing';
  const content = useMemo(() => contentOf(patrol, found.data), [patrol, found.data]);
  if (!found.data && !isWithout) return null;
  if (content.lines.length === 0 && content.points.length === 0) return <Empty>{t('patrols.noTrack')}</Empty>;
  return (
    <Suspense fallback={null}>
      <BorderMap content={content} label={t('patrols.mapOf')} />
    </Suspense>
  );
}

function contentOf(patrol: Patrol, tracks: Map<string, TrackPoint[]> | undefined): MapContent {
  const seen = patrol.observations.filter(({ isVoid }) => !isVoid);
  return {
    ...nothing,
    lines: linesOf(tracks ?? new Map()),
    points: seen.flatMap(({ position }) =>
      position ? [{ at: [position.longitude, position.latitude] as [number, number] }] : [],
    ),
  };
}
