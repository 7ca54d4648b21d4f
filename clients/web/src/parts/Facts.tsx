import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './terms.module.css';

/** Terms with what there is for them; those without anything are left out. */
export function Facts({ facts }: { facts: [term: string, value: ReactNode][] }) {
  return (
    <dl className={classes.terms}>
      {facts
        .filter(([, value]) => value !== '' && value !== undefined && value !== null && value !== false)
        .map(([term, value]) => (
          <div key={term}>
            <Text component="dt" size="xs" c="dark.3">
              {term}
            </Text>
            <Text component="dd" size="sm">
              {value}
            </Text>
          </div>
        ))}
    </dl>
  );
}
