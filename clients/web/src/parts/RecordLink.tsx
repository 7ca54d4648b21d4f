import type { ReactNode } from 'react';
import classes from './parts.module.css';
import { useWay } from './useWay';

const places = {
  cases: '/cases/$id',
  persons: '/persons/$id',
  patrols: '/patrols/$id',
  seizures: '/seizures/$id',
  interceptions: '/encounters/$id',
  releases: '/releases/$id',
  'match-candidates': '/matches/$id',
} as const;

interface Props {
  name: string;
  /** What it is read as, where that is more than what it shows. */
  label?: string;
  children?: ReactNode;
}

/** Leads to the page of a record by its name; a record of a kind without a page is only named. */
export function RecordLink({ name, label, children }: Props) {
  const way = useWay();
  const [collection = '', id = ''] = name.split('/');
  if (!(collection in places)) return children ?? name;
  const { href, ...follow } = way({ to: places[collection as keyof typeof places], params: { id } });
  return (
    <a href={href} className={classes.link} aria-label={label} {...follow}>
      {children ?? name}
    </a>
  );
}
