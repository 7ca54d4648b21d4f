import type { Figure } from '../gen/border/statistics/v1/statistics_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useAreas, useIndicators, useOffences } from './reference';

/** Names of codes; a code that is not known stands for itself. */
export function useNames() {
  const { t } = useTranslation();
  const { text } = useFormats();
  const areas = useAreas().data;
  const indicators = useIndicators().data;
  const offences = useOffences().data;
  const area = (code: string) =>
    code === '' ? t('area.nation') : text(areas?.find((area) => area.code === code)?.displayName) || code;
  return {
    area,
    /** Of a row of a breakdown by area, which may be what is in none of those below. */
    areaOf: (figure: Figure) => (figure.remainder ? t('releases.remainder', { area: area(figure.area) }) : area(figure.area)),
    indicator: (code: string) => text(indicators?.find((indicator) => indicator.code === code)?.displayName) || code,
    offence: (code: string) => text(offences?.find((offence) => offence.code === code)?.displayName) || code.replaceAll('_', ' '),
  };
}
