import { Center, Loader } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from '../language/useTranslation';
import { Failure } from './Failure';

/** What a query gives, or that it is under way, or why it failed. What was there before stays while it is asked again. */
export function Loaded<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined && !(query.isError && query.isPlaceholderData)) return children(query.data);
  if (query.isError) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading />;
}

/** In the place of what is under way. */
export function Loading() {
  const { t } = useTranslation();
  return (
    <Center mih={200} role="status" aria-label={t('state.loading')}>
      <Loader />
    </Center>
  );
}
