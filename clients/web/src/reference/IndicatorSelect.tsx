import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { SearchField } from '../parts/SearchField';
import { useIndicators } from './reference';
import { useNames } from './useNames';

/** Chooses what a figure counts. */
export function IndicatorSelect({ indicator, onChange }: { indicator: string | undefined; onChange: (code: string) => void }) {
  const { t } = useTranslation();
  const { text } = useFormats();
  const names = useNames();
  const indicators = useIndicators().data ?? [];
  return (
    <SearchField
      label={t('figures.indicator')}
      value={indicator}
      shown={indicator ? names.indicator(indicator) : ''}
      choices={() => indicators.map(({ code, displayName }) => ({ value: code, label: text(displayName) || code }))}
      onChange={(code) => code && onChange(code)}
      width={280}
    />
  );
}
