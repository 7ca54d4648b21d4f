import { Button, Group } from '@mantine/core';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { ChoiceField } from '../parts/ChoiceField';
import { DayField } from '../parts/DayField';
import { EntryField } from '../parts/EntryField';
import { SearchField } from '../parts/SearchField';
import { AreaSelect } from '../reference/AreaSelect';
import { useOffences } from '../reference/reference';
import { useNames } from '../reference/useNames';
import { type CasesSearch, type StateName, states } from './search';

interface Props {
  search: CasesSearch;
  onChange: (changed: CasesSearch) => void;
  onClear: () => void;
}

/** The filters of the worklist. */
export function CaseFilters({ search, onChange, onClear }: Props) {
  const { t } = useTranslation();
  const { text } = useFormats();
  const names = useNames();
  const offences = useOffences().data ?? [];
  const entry = (key: 'unit' | 'assignee' | 'number', label: string) => (
    <EntryField label={label} entry={search[key]} onEntry={(next) => onChange({ [key]: next })} width={150} />
  );
  return (
    <Group align="end" gap="sm" role="search">
      {entry('number', t('cases.numberSearch'))}
      <AreaSelect area={search.area ?? ''} onChange={(area) => onChange({ area: area || undefined })} />
      <ChoiceField
        label={t('cases.state')}
        value={search.state ?? ''}
        onChange={(event) => onChange({ state: (event.currentTarget.value || undefined) as StateName | undefined })}
        data={[
          { value: '', label: t('cases.anyState') },
          ...states.map((state) => ({ value: state, label: t(`caseState.${state}`) })),
        ]}
      />
      <SearchField
        label={t('cases.offence')}
        placeholder={t('cases.anyOffence')}
        value={search.offence}
        shown={search.offence ? names.offence(search.offence) : ''}
        choices={() => offences.map(({ code, displayName }) => ({ value: code, label: text(displayName) || code }))}
        onChange={(offence) => onChange({ offence })}
        isClearable
        width={210}
      />
      {entry('unit', t('cases.unit'))}
      {entry('assignee', t('cases.assignee'))}
      <DayField label={t('cases.from')} day={search.from} onDay={(from) => onChange({ from })} />
      <DayField label={t('cases.before')} day={search.before} onDay={(before) => onChange({ before })} />
      <ChoiceField
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
