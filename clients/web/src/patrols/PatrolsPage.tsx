import { Group } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { SavedFilters } from '../filters/SavedFilters';
import { type Patrol, PatrolState, PatrolType } from '../gen/border/patrols/v1/patrols_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { DayField } from '../parts/DayField';
import { EnumSelect } from '../parts/EnumSelect';
import { Page } from '../parts/Page';
import { RecordLink } from '../parts/RecordLink';
import { RecordList } from '../parts/RecordList';
import type { Column } from '../parts/RecordTable';
import { AreaSelect } from '../reference/AreaSelect';
import { useNames } from '../reference/useNames';
import { useServices } from '../services/ServicesContext';
import { type PatrolsSearch, patrolStates, patrolTypes, readPatrolsSearch } from './search';
import { patrolList } from './usePatrols';

const route = getRouteApi('/patrols');

export function PatrolsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: PatrolsSearch) => void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  const { state, type, from, before } = search;
  return (
    <Page
      title={t('patrols.title')}
      actions={
        <SavedFilters
          page="PATROLS"
          search={search}
          read={readPatrolsSearch}
          onChoose={(chosen) => void navigate({ search: chosen })}
        />
      }
    >
      <Group align="end" gap="sm" role="search">
        <AreaSelect area={search.area ?? ''} onChange={(area) => change({ area: area || undefined })} />
        <EnumSelect
          label={t('patrols.state')}
          any={t('patrols.anyState')}
          kind="PatrolState"
          names={patrolStates}
          value={state}
          onChange={(state) => change({ state })}
        />
        <EnumSelect
          label={t('patrols.type')}
          any={t('patrols.anyType')}
          kind="PatrolType"
          names={patrolTypes}
          value={type}
          onChange={(type) => change({ type })}
        />
        <DayField label={t('audit.from')} day={from} onDay={(from) => change({ from })} />
        <DayField label={t('audit.before')} day={before} onDay={(before) => change({ before })} />
      </Group>
      <RecordList
        list={patrolList(useServices(), search)}
        keyOf={({ name }) => name}
        columns={usePatrolColumns()}
        label={t('patrols.table')}
        empty={t('patrols.empty')}
      />
    </Page>
  );
}

export function usePatrolColumns(): Column<Patrol>[] {
  const { t } = useTranslation();
  const { time } = useFormats();
  const names = useNames();
  const word = useWords();
  return [
    {
      head: t('patrols.patrol'),
      cell: ({ name }) => <RecordLink name={name}>{name.slice(name.indexOf('/') + 1)}</RecordLink>,
      text: ({ name }) => name,
      title: ({ name }) => name,
    },
    { head: t('patrols.state'), cell: ({ state }) => word('PatrolState', PatrolState[state]) },
    { head: t('patrols.type'), cell: ({ type }) => word('PatrolType', PatrolType[type]) },
    { head: t('area.label'), cell: ({ area }) => names.area(area) },
    { head: t('patrols.unit'), cell: ({ unit }) => unit },
    { head: t('patrols.start'), cell: ({ startTime, planTime }) => time(startTime ?? planTime) },
    { head: t('patrols.end'), cell: ({ endTime }) => time(endTime) },
    { head: t('patrols.observations'), cell: ({ observations }) => observations.length || '' },
  ];
}
