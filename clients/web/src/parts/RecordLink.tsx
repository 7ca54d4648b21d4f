import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

const places = {
  cases: '/cases/$id',
  persons: '/persons/$id',
  patrols: '/patrols/$id',
  seizures: '/seizures/$id',
  interceptions: '/encounters/$id',
} as const;

/** Leads to the page of a record by its name; a record of a kind without a page is only named. */
export function RecordLink({ name, children }: { name: string; children?: ReactNode }) {
  const [collection = '', id = ''] = name.split('/');
  if (!(collection in places)) return children ?? name;
  const to = places[collection as keyof typeof places];
  return (
    <Anchor size="sm" fw={600} renderRoot={(props) => <Link {...props} to={to} params={{ id }} />}>
      {children ?? name}
    </Anchor>
  );
}
