import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { SearchField } from '../parts/SearchField';
import { useOwnAreas } from '../services/session';
import { isWithin, useAreas } from './reference';
import { useNames } from './useNames';

/** Chooses an area by its name or code, of those that the user may ask about; nothing is all of them. */
export function AreaSelect({ area, onChange }: { area: string; onChange: (area: string) => void }) {
  const { t } = useTranslation();
  const { text } = useFormats();
  const names = useNames();
  const own = useOwnAreas();
  const areas = (useAreas().data ?? []).filter(({ code }) => own === null || own.some((area) => isWithin(code, area)));
  return (
    <SearchField
      label={t('area.label')}
      placeholder={t(own ? 'area.own' : 'area.nation')}
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
