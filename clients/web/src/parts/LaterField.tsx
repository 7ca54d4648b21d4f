import { type ReactNode, useId } from 'react';
import classes from './fields.module.css';
import { type Stage, useLater } from './useLater';

interface Props {
  label: string;
  /** What is chosen, in words; empty for nothing. */
  shown: string;
  placeholder?: string;
  width: number;
  children: (stage: Stage) => ReactNode;
}

/** In the place of a field with a list that can be searched, until somebody wants it. */
export function LaterField({ label, shown, placeholder, width, children }: Props) {
  const id = useId();
  const { stage, waiting } = useLater();
  if (stage !== 'waiting') return <div style={{ width, maxWidth: '100%' }}>{children(stage)}</div>;
  return (
    <div className={classes.field} style={{ width }}>
      <span className={classes.label} id={id}>
        {label}
      </span>
      <div
        role="combobox"
        tabIndex={0}
        aria-labelledby={id}
        aria-expanded={false}
        aria-haspopup="listbox"
        className={`${classes.input} ${classes.choice} ${classes.list} ${shown ? '' : classes.empty}`}
        {...waiting}
      >
        {shown || placeholder}
      </div>
    </div>
  );
}
