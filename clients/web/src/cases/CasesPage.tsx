import { Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from '../parts/Empty';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { useProgress } from '../services/useProgress';
import { CaseFilters } from './CaseFilters';
import { CaseTable } from './CaseTable';
import { useCaseList } from './useCases';

const route = getRouteApi('/cases');

export function CasesPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const list = useCaseList(search);
  useProgress();
  return (
    <Page title={t('cases.title')}>
      <CaseFilters
        search={search}
        onChange={(changed) => void navigate({ search: (now) => ({ ...now, ...changed }), replace: true })}
        onClear={() => void navigate({ search: {} })}
      />
      <Loaded query={list}>
        {({ pages }) => {
          const cases = pages.flatMap((page) => page.cases);
          if (cases.length === 0 && !list.hasNextPage) return <Empty>{t('cases.empty')}</Empty>;
          return (
            <>
              <Text size="sm" role="status">
                {t(list.hasNextPage ? 'cases.loadedMore' : 'cases.loaded', { count: cases.length })}
              </Text>
              <CaseTable
                cases={cases}
                hasMore={list.hasNextPage && !list.isFetchingNextPage}
                onMore={() => void list.fetchNextPage()}
              />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
