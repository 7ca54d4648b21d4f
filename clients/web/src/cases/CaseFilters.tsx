import { Button, Group, NativeSelect, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language/formats';
import { DayField } from '../parts/DayField';
import { useWhileOpen } from '../parts/useWhileOpen';
import { AreaSelect } from '../reference/AreaSelect';
import { useOffences } from '../reference/reference';
import { type CasesSearch, type StateName, states } from './search';

interface Props {
  search: CasesSearch;
  onChange: (changed: CasesSearch) => void;
  onClear: () => void;
}

/** The filters of the worklist. A text filters when it is left, or at Enter. */
export function CaseFilters({ search, onChange, onClear }: Props) {
  const { t } = useTranslation();
  const { text } = useFormats();
  const offences = useOffences().data ?? [];
  const entry = (key: 'unit' | 'assignee' | 'number', label: string) => (
    <TextInput
      key={`${key} ${search[key] ?? ''}`}
      label={label}
      defaultValue={search[key] ?? ''}
      onBlur={(event) =>
        event.currentTarget.value !== (search[key] ?? '') && onChange({ [key]: event.currentTarget.value.trim() || undefined })
      }
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      w={150}
    />
  );
  return (
    <Group align="end" gap="sm" role="search">
      {entry('number', t('cases.numberSearch'))}
      <AreaSelect area={search.area ?? ''} onChange={(area) => onChange({ area: area || undefined })} />
      <NativeSelect
        label={t('cases.state')}
        value={search.state ?? ''}
        onChange={(event) => onChange({ state: (event.currentTarget.value || undefined) as StateName | undefined })}
        data={[
          { value: '', label: t('cases.anyState') },
          ...states.map((state) => ({ value: state, label: t(`caseState.${state}`) })),
        ]}
      />
      <Select
        label={t('cases.offence')}
        placeholder={t('cases.anyOffence')}
        data={offences.map(({ code, displayName }) => ({ value: code, label: text(displayName) || code }))}
        value={search.offence ?? null}
        onChange={(offence) => onChange({ offence: offence ?? undefined })}
        searchable
        clearable
        {...useWhileOpen()}
      />
      {entry('unit', t('cases.unit'))}
      {entry('assignee', t('cases.assignee'))}
      <DayField label={t('cases.from')} day={search.from} onDay={(from) => onChange({ from })} />
      <DayField label={t('cases.before')} day={search.before} onDay={(before) => onChange({ before })} />
      <NativeSelect
        label={t('cases.order')}
        value={search.order ?? ''}
        onChange={(event) => onChange({ order: event.currentTarget.value === 'earliest' ? 'earliest' : undefined })}
        data={[
          { value: '', label: t('cases.latest') },
          { value: 'earliest', label: t('cases.earliest') },
        ]}
      />
      {Object.values(search).some(Boolean) && (
        <Button variant="default" onClick={onClear}>
          {t('cases.clear')}
        </Button>
      )}
    </Group>
  );
}
