import { useTranslation } from 'react-i18next';
import { useLanguage } from '../language/language';
import { parsePeriod } from './periods';

export function usePartName() {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const months = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { month: 'long', timeZone: 'UTC' });
  return (part: string) => {
    if (part === '') return t('period.whole');
    if (part === 'H1') return t('period.firstHalf');
    if (part === 'H2') return t('period.secondHalf');
    if (part.startsWith('Q')) return t('period.quarter', { number: part[1] });
    return months.format(Date.UTC(2000, Number(part) - 1, 1));
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
