import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { SearchField } from '../parts/SearchField';
import { useAreas } from './reference';
import { useNames } from './useNames';

/** Chooses an area by its name or code; nothing is the whole nation. */
export function AreaSelect({ area, onChange }: { area: string; onChange: (area: string) => void }) {
  const { t } = useTranslation();
  const { text } = useFormats();
  const names = useNames();
  const areas = useAreas().data ?? [];
  return (
    <SearchField
      label={t('area.label')}
      placeholder={t('area.nation')}
      value={area || undefined}
      shown={area && `${area} ${names.area(area)}`}
      choices={() => areas.map(({ code, displayName }) => ({ value: code, label: `${code} ${text(displayName)}` }))}
      onChange={(code) => onChange(code ?? '')}
      isClearable
      most={100}
      width={220}
    />
  );
}
