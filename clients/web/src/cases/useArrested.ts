import type { Arrest } from '../gen/border/cases/v1/arrests_pb';
import type { Case } from '../gen/border/cases/v1/cases_pb';
import { useTranslation } from '../language/useTranslation';

/** Who was arrested, as far as the case tells. */
export function useArrested({ suspects }: Case) {
  const { t } = useTranslation();
  return ({ suspect, suspectId, eraseTime }: Arrest) => {
    if (eraseTime) return t('erased.part');
    const known = suspects.find(({ id }) => id === suspectId);
    return suspect?.statedName || known?.statedName || suspect?.person || suspectId || t('cases.unknown');
  };
}
