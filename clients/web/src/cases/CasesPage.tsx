import { getRouteApi } from '@tanstack/react-router';
import { SavedFilters } from '../filters/SavedFilters';
import { useTranslation } from '../language/useTranslation';
import { Page } from '../parts/Page';
import { RecordList } from '../parts/RecordList';
import { useServices } from '../services/ServicesContext';
import { useProgress } from '../services/useProgress';
import { CaseFilters } from './CaseFilters';
import { readCasesSearch } from './search';
import { useCaseColumns } from './useCaseColumns';
import { caseList } from './useCases';

const route = getRouteApi('/cases');

export function CasesPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  useProgress();
  return (
    <Page
      title={t('cases.title')}
      actions={
        <SavedFilters
          page="CASES"
          search={search}
          read={readCasesSearch}
          onChoose={(chosen) => void navigate({ search: chosen })}
        />
      }
    >
      <CaseFilters
        search={search}
        onChange={(changed) => void navigate({ search: (now) => ({ ...now, ...changed }), replace: true })}
        onClear={() => void navigate({ search: {} })}
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
