import type { ParseKeys } from 'i18next';
import { useTranslation } from '../language/useTranslation';

/** A unit in words; one that has none of its own as it is written. */
export function useUnitName() {
  const { t } = useTranslation();
  return (unit: string) => unit && t(`units.${unit}` as ParseKeys, { defaultValue: unit });
}

/** The unit of figures that have the same, for those who read a table. */
export function useUnit() {
  const { t } = useTranslation();
  const nameOf = useUnitName();
  return (unit = '') => t('figures.unit', { unit: nameOf(unit) });
}
