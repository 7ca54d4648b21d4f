import type { ParseKeys } from 'i18next';
import { useTranslation } from '../language/useTranslation';

/** The unit of a figure in words, for those who read a table. */
export function useUnit() {
  const { t } = useTranslation();
  return (unit = '') => t('figures.unit', { unit: unit && t(`units.${unit}` as ParseKeys, { defaultValue: unit }) });
}
