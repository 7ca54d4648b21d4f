import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../parts/Page';
import { RecordList } from '../parts/RecordList';
import { useProgress } from '../services/useProgress';
import { CaseFilters } from './CaseFilters';
import { useCaseColumns } from './useCaseColumns';
import { useCaseList } from './useCases';

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
      <RecordList
        query={useCaseList(search)}
        itemsOf={(page) => page.cases}
        keyOf={({ name }) => name}
        columns={useCaseColumns()}
        label={t('cases.table')}
        empty={t('cases.empty')}
        minWidth="60rem"
      />
    </Page>
  );
}
