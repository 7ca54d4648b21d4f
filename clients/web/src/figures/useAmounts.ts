import { useMemo } from 'react';
import { type Indicator, Qualifier, type Value } from '../gen/border/statistics/v1/statistics_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useIndicators } from '../reference/reference';

/** The decimals of what is measured, by its unit. What is counted has none, and is written as it is. */
const measured: Record<string, number> = {
  hours: 1,
  km: 1,
  km2: 1,
  percent: 2,
  t: 3,
  kg: 3,
  l: 3,
  g: 2,
  ml: 2,
  CNY: 2,
  USD: 2,
  EUR: 2,
};
const asItIs = 6;

/** How many decimals an indicator is written with: those of the step that it is printed at, else those of its unit. */
export function decimalsOf(indicator: Pick<Indicator, 'unit' | 'printStyle'> | undefined): number {
  const step = indicator?.printStyle?.step.split('.')[1];
  return step?.length ?? measured[indicator?.unit ?? ''] ?? asItIs;
}

/** The same of the indicator with a code. */
export const useDecimals = (code: string | undefined) =>
  decimalsOf(useIndicators().data?.find((indicator) => indicator.code === code));

/** Numbers with the precision of their indicator. Exports have them exactly. */
export function useAmounts() {
  const { t } = useTranslation();
  const formats = useFormats();
  const indicators = useIndicators().data;
  return useMemo(() => {
    const decimals = (code: string) => decimalsOf(indicators?.find((indicator) => indicator.code === code));
    const amount = (written: string | number, indicator: string) => formats.number(written, decimals(indicator));
    return {
      amount,
      change: (written: string, indicator: string) => formats.change(written, decimals(indicator)),
      /** A number as it is known; where nobody reported one it is none, which is not zero. */
      value: (value: Value | undefined, indicator: string) => {
        if (!value) return t('figures.notReported');
        const number = amount(value.amount, indicator);
        if (value.qualifier === Qualifier.MORE_THAN) return t('figures.moreThan', { number });
        return value.qualifier === Qualifier.ROUNDED ? t('figures.about', { number }) : number;
      },
    };
  }, [t, formats, indicators]);
}
