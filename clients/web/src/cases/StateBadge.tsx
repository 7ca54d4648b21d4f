import { CaseState } from '../gen/border/cases/v1/turns_pb';
import { useTranslation } from '../language/useTranslation';
import { Mark, type Tone } from '../parts/Mark';
import type { StateName } from './search';

const tones: Partial<Record<StateName, Tone>> = {
  UNDER_INVESTIGATION: 'main',
  SOLVED: 'good',
  REFERRED: 'good',
  VOID: 'bad',
  SUSPENDED: 'caution',
};

export function StateBadge({ state }: { state: CaseState }) {
  const { t } = useTranslation();
  const name = CaseState[state] as StateName;
  return <Mark tone={tones[name]}>{t(`caseState.${name}`)}</Mark>;
}
