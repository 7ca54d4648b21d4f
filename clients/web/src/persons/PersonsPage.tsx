import { Group, Title } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { SavedFilters } from '../filters/SavedFilters';
import { type Person, PersonState } from '../gen/border/persons/v1/registry_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { ChoiceField } from '../parts/ChoiceField';
import { Page } from '../parts/Page';
import { RecordLink } from '../parts/RecordLink';
import { RecordList } from '../parts/RecordList';
import type { Column } from '../parts/RecordTable';
import { AreaSelect } from '../reference/AreaSelect';
import { useNames } from '../reference/useNames';
import { useServices } from '../services/ServicesContext';
import { PersonSearch } from './PersonSearch';
import { type PersonStateName, personStates, readPersonsSearch } from './search';
import { personList } from './usePersons';

const route = getRouteApi('/persons');

export function PersonsPage() {
  const { t } = useTranslation();
  const word = useWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: typeof search) => void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  return (
    <Page
      title={t('persons.title')}
      actions={
        <SavedFilters
          page="PERSONS"
          search={search}
          read={readPersonsSearch}
          onChoose={(chosen) => void navigate({ search: chosen })}
        />
      }
    >
      <PersonSearch />
      <Title order={2} size="h4">
        {t('persons.latest')}
      </Title>
      <Group align="end" gap="sm">
        <AreaSelect area={search.area ?? ''} onChange={(area) => change({ area: area || undefined })} />
        <ChoiceField
          label={t('persons.state')}
          value={search.state ?? ''}
          onChange={(event) => change({ state: (event.currentTarget.value || undefined) as PersonStateName | undefined })}
          data={[
            { value: '', label: t('persons.anyState') },
            ...personStates.map((state) => ({ value: state, label: word('PersonState', state) })),
          ]}
        />
      </Group>
      <RecordList
        list={personList(useServices(), search)}
        keyOf={({ name }) => name}
        columns={usePersonColumns()}
        label={t('persons.table')}
        empty={t('persons.empty')}
      />
    </Page>
  );
}

function usePersonColumns(): Column<Person>[] {
  const { t } = useTranslation();
  const { time } = useFormats();
  const names = useNames();
  const word = useWords();
  return [
    {
      head: t('persons.record'),
      cell: ({ name }) => <RecordLink name={name}>{name.slice(name.indexOf('/') + 1)}</RecordLink>,
      text: ({ name }) => name,
      title: ({ name }) => name,
    },
    { head: t('persons.state'), cell: ({ state }) => word('PersonState', PersonState[state]) },
    { head: t('area.label'), cell: ({ area }) => names.area(area) },
    { head: t('persons.unit'), cell: ({ unit }) => unit },
    { head: t('persons.registered'), cell: ({ registerTime }) => time(registerTime) },
    { head: t('persons.encounters'), cell: ({ encounters }) => encounters.length || '' },
  ];
}
