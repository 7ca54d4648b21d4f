import { type ComponentProps, useId } from 'react';
import classes from './fields.module.css';

interface Props extends ComponentProps<'input'> {
  label: string;
  width?: number;
}

/** A line of text, or a day. */
export function TextField({ label, width, ...input }: Props) {
  const id = useId();
  return (
    <div className={classes.field} style={{ width }}>
      <label className={classes.label} htmlFor={id}>
        {label}
      </label>
      <input id={id} type="text" className={classes.input} {...input} />
    </div>
  );
}
