import { Center, Loader } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from '../language/useTranslation';
import { Failure } from './Failure';

interface Props<T> {
  query: UseQueryResult<T>;
  /** What has to be known before it can be asked. */
  after?: UseQueryResult<unknown>[];
  children: (data: T) => ReactNode;
}

/** What a query gives, or that it is under way, or why it failed. What was there before stays while it is asked again. */
export function Loaded<T>({ query, after = [], children }: Props<T>) {
  if (query.data !== undefined && !(query.isError && query.isPlaceholderData)) return children(query.data);
  const failed = [query, ...after].find(({ isError }) => isError);
  if (failed) return <Failure error={failed.error} onRetry={() => void failed.refetch()} />;
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
