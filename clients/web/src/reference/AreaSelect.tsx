import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language/formats';
import { useWhileOpen } from '../parts/useWhileOpen';
import { useAreas } from './reference';

/** Chooses an area by its name or code; nothing is the whole nation. */
export function AreaSelect({ area, onChange }: { area: string; onChange: (area: string) => void }) {
  const { t } = useTranslation();
  const { text } = useFormats();
  const areas = useAreas();
  return (
    <Select
      label={t('area.label')}
      placeholder={t('area.nation')}
      data={(areas.data ?? []).map(({ code, displayName }) => ({ value: code, label: `${code} ${text(displayName)}` }))}
      value={area || null}
      onChange={(code) => onChange(code ?? '')}
      searchable
      clearable
      {...useWhileOpen(100)}
      maw={280}
    />
  );
}
