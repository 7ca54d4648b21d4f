import { VisuallyHidden } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from '../language/useTranslation';
import classes from './parts.module.css';

/** What a query gave for another choice stays while that of the latest is asked for: dimmed, and it is told that another is under way. */
export function Former({ query: { isPlaceholderData }, children }: { query: UseQueryResult<unknown>; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={classes.former} aria-busy={isPlaceholderData}>
      <VisuallyHidden role="status">{isPlaceholderData && t('state.loading')}</VisuallyHidden>
      {children}
    </div>
  );
}
