import type { ReleaseState } from '../gen/border/statistics/v1/releases_pb';
import { useTranslation } from '../language/useTranslation';
import { Mark, type Tone } from '../parts/Mark';
import { type StateName, stateName } from './search';

const tones: Record<StateName, Tone> = { DRAFT: 'plain', SIGNED: 'main', PUBLISHED: 'filled', WITHDRAWN: 'bad' };

export function StateBadge({ state }: { state: ReleaseState }) {
  const { t } = useTranslation();
  const name = stateName(state);
  return <Mark tone={tones[name]}>{t(`releaseState.${name}`)}</Mark>;
}
