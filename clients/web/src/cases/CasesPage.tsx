import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language/formats';
import { Page } from '../parts/Page';
import { RecordList } from '../parts/RecordList';
import { SavedFilters } from '../parts/SavedFilters';
import { useNames } from '../reference/useNames';
import { useServices } from '../services/ServicesContext';
import { useProgress } from '../services/useProgress';
import { CaseFilters } from './CaseFilters';
import { type CasesSearch, keptFilters, readCasesSearch } from './search';
import { useCaseColumns } from './useCaseColumns';
import { caseList } from './useCases';

const route = getRouteApi('/cases');

export function CasesPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  useProgress();
  return (
    <Page title={t('cases.title')}>
      <CaseFilters
        search={search}
        onChange={(changed) => void navigate({ search: (now) => ({ ...now, ...changed }), replace: true })}
        onClear={() => void navigate({ search: {} })}
      />
      <SavedFilters
        place="cases"
        search={search}
        kept={keptFilters}
        read={readCasesSearch}
        nameOf={useFilterName()}
        onChoose={(chosen) => void navigate({ search: chosen })}
      />
      <RecordList
        list={caseList(useServices(), search)}
        keyOf={({ name }) => name}
        columns={useCaseColumns()}
        label={t('cases.table')}
        empty={t('cases.empty')}
        minWidth="60rem"
      />
    </Page>
  );
}

/** A filter in words, by what it filters. */
function useFilterName() {
  const { t } = useTranslation();
  const { day } = useFormats();
  const names = useNames();
  return ({ area, state, offence, unit, from, before, order }: CasesSearch) =>
    [
      area && names.area(area),
      state && t(`caseState.${state}`),
      offence && names.offence(offence),
      unit,
      from && `${t('cases.from')} ${day(from)}`,
      before && `${t('cases.before')} ${day(before)}`,
      order && t('cases.earliest'),
    ]
      .filter(Boolean)
      .join(' · ');
}
