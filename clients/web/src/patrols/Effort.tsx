import type { Patrol } from '../gen/border/patrols/v1/patrols_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { Facts } from '../parts/Facts';
import { refusalOf } from '../services/refusal';
import { hoursOf } from './hours';
import { useTrack } from './usePatrols';

/** What a patrol took: hours, officers, and the way that its devices measured. */
export function Effort({ patrol, id }: { patrol: Patrol; id: string }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const found = useTrack(id);
  const track = found.data;
  const hours = hoursOf(patrol, Date.now());
  const tenths = (value: number) => number(Math.round(value * 10) / 10);
  const km = (meters: number) => tenths(meters / 1000);
  const total = track?.coverage?.total;
  return (
    <Facts
      facts={[
        [t('patrols.hours'), tenths(hours)],
        [t('patrols.officers'), number(patrol.officerCount)],
        [t('patrols.officerHours'), tenths(hours * patrol.officerCount)],
        [t('patrols.distance'), track && t('patrols.km', { number: km(track.distanceMeters) })],
        [t('patrols.moving'), track && tenths(track.movingSeconds / 3600)],
        [t('patrols.points'), track && number(track.pointCount.toString())],
        [
          t('patrols.covered'),
          total && t('patrols.coveredShare', { covered: km(total.coveredMeters), length: km(total.lengthMeters) }),
        ],
        [t('patrols.track'), found.isError && refusalOf(found.error).kind === 'missing' && t('patrols.noTrack')],
      ]}
    />
  );
}
