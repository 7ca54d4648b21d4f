import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { usePeriodName } from '../periods/usePartName';
import { useNames } from '../reference/useNames';
import type { FiguresSearch } from './search';

/** What figures are of: what they count, when, where, and on which day they were known, where that is not now. */
export function useTitle() {
  const { t } = useTranslation();
  const { day } = useFormats();
  const names = useNames();
  const periodName = usePeriodName();
  return ({ indicator = '', period = '', area = '', asOf }: Pick<FiguresSearch, 'indicator' | 'period' | 'area' | 'asOf'>) =>
    [periodName(period), names.area(area), ...(asOf ? [t('bulletin.asKnown', { day: day(asOf) })] : [])].reduce(
      (what, part) => t('list.of', { what, part }),
      names.indicator(indicator),
    );
}
