import { lastSearchOf } from './lastSearch';
import classes from './parts.module.css';
import { useWay } from './useWay';

/** Leads back from a record to its list, as it was filtered. */
export function BackLink({
  to,
  children,
}: {
  to: '/cases' | '/persons' | '/patrols' | '/seizures' | '/releases';
  children: string;
}) {
  const { href, ...way } = useWay()({ to, search: lastSearchOf(to) });
  return (
    <a href={href} className={classes.back} {...way}>
      ← {children}
    </a>
  );
}
