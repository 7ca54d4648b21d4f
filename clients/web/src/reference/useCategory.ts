import type { ParseKeys } from 'i18next';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import type { WordKind } from '../language/useWords';
import { useIndicators, useSubstances } from './reference';
import { useNames } from './useNames';

/** Categories that are values of enumerations, by what their indicator calls them. */
const kinds: Record<string, WordKind> = {
  conduct: 'Conduct',
  direction: 'Direction',
  patrol_type: 'PatrolType',
  venue_kind: 'VenueKind',
  counterpart_kind: 'CounterpartKind',
};

/** The name of a category of an indicator; a code that is not known stands for itself. */
export function useCategory() {
  const { t } = useTranslation();
  const { text } = useFormats();
  const names = useNames();
  const indicators = useIndicators().data;
  const substances = useSubstances().data;
  return (indicator: string, code: string) => {
    const kind = indicators?.find((known) => known.code === indicator)?.categoryKind ?? '';
    if (kind === 'offence') return names.offence(code);
    const known = kind === 'sort' && text(substances?.find((substance) => substance.code === code)?.displayName);
    const word = kinds[kind] ? `words.${kinds[kind]}.${code.toUpperCase()}` : '';
    const written = t(`categories.${code}` as ParseKeys, { defaultValue: code.replaceAll('_', ' ') });
    return known || (word ? t(word as ParseKeys, { defaultValue: written }) : written);
  };
}
