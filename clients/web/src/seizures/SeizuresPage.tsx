import { Group } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { SavedFilters } from '../filters/SavedFilters';
import { ItemKind } from '../gen/border/seizures/v1/items_pb';
import { type Seizure, SeizureState } from '../gen/border/seizures/v1/seizures_pb';
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
import { itemKinds, readSeizuresSearch, type SeizuresSearch, seizureStates } from './search';
import { useQuantity } from './useQuantity';
import { seizureList } from './useSeizures';

const route = getRouteApi('/seizures');

export function SeizuresPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: SeizuresSearch) => void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  return (
    <Page
      title={t('seizures.title')}
      actions={
        <SavedFilters
          page="SEIZURES"
          search={search}
          read={readSeizuresSearch}
          onChoose={(chosen) => void navigate({ search: chosen })}
        />
      }
    >
      <Group align="end" gap="sm" role="search">
        <AreaSelect area={search.area ?? ''} onChange={(area) => change({ area: area || undefined })} />
        <EnumSelect
          label={t('seizures.kind')}
          any={t('seizures.anyKind')}
          kind="ItemKind"
          names={itemKinds}
          value={search.kind}
          onChange={(kind) => change({ kind })}
        />
        <EnumSelect
          label={t('seizures.state')}
          any={t('patrols.anyState')}
          kind="SeizureState"
          names={seizureStates}
          value={search.state}
          onChange={(state) => change({ state })}
        />
        <DayField label={t('audit.from')} day={search.from} onDay={(from) => change({ from })} />
        <DayField label={t('audit.before')} day={search.before} onDay={(before) => change({ before })} />
      </Group>
      <RecordList
        list={seizureList(useServices(), search)}
        keyOf={({ name }) => name}
        columns={useSeizureColumns()}
        label={t('seizures.table')}
        empty={t('seizures.empty')}
      />
    </Page>
  );
}

function useSeizureColumns(): Column<Seizure>[] {
  const { t } = useTranslation();
  const { time } = useFormats();
  const names = useNames();
  const word = useWords();
  const quantity = useQuantity();
  const items = (seizure: Seizure) =>
    [
      ...seizure.items.map(({ kind, counted, quantity: stated }) =>
        `${word('ItemKind', ItemKind[kind])} ${quantity(counted ?? stated)}`.trim(),
      ),
    ].join('; ');
  return [
    {
      head: t('seizures.seizure'),
      cell: ({ name }) => <RecordLink name={name}>{name.slice(name.indexOf('/') + 1)}</RecordLink>,
      text: ({ name }) => name,
      title: ({ name }) => name,
    },
    { head: t('seizures.when'), cell: ({ seizeTime }) => time(seizeTime) },
    { head: t('area.label'), cell: ({ area }) => names.area(area) },
    { head: t('seizures.unit'), cell: ({ unit }) => unit },
    { head: t('seizures.items'), cell: items, title: items },
    { head: t('seizures.state'), cell: ({ state }) => word('SeizureState', SeizureState[state]) },
  ];
}
