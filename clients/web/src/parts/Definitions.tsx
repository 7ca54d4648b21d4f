import type { ReactNode } from 'react';
import classes from './terms.module.css';

/** Terms that stand out, with what is to be read of each. */
export function Definitions({ entries }: { entries: { key: string; term: string; words: ReactNode }[] }) {
  return (
    <dl className={classes.terms}>
      {entries.map(({ key, term, words }) => (
        <div key={key}>
          <dt>{term}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
