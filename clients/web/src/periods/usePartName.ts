import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { parsePeriod } from './periods';

export function usePartName() {
  const { t } = useTranslation();
  const { month } = useFormats();
  return (part: string) => {
    if (part === '') return t('period.whole');
    if (part === 'H1') return t('period.firstHalf');
    if (part === 'H2') return t('period.secondHalf');
    if (part.startsWith('Q')) return t('period.quarter', { number: part[1] });
    return month(Number(part));
  };
}

/** A period as people read it; one of another form as it is written. */
export function usePeriodName() {
  const { t } = useTranslation();
  const partName = usePartName();
  return (period: string) => {
    const parsed = parsePeriod(period);
    if (!parsed) return period;
    return parsed.part
      ? t('period.name', { year: parsed.year, part: partName(parsed.part) })
      : t('period.yearName', { year: parsed.year });
  };
}
