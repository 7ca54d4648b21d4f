import { type ComponentProps, useId } from 'react';
import classes from './fields.module.css';

interface Props extends ComponentProps<'select'> {
  label: string;
  data: (string | { value: string; label: string })[];
}

/** One of a few choices, by the browser's own list: a page has many, and is drawn in a tenth of the time. */
export function ChoiceField({ label, data, required, ...select }: Props) {
  const id = useId();
  return (
    <div className={classes.field}>
      <label className={classes.label} htmlFor={id}>
        {label}
        {required && <span aria-hidden> *</span>}
      </label>
      <select id={id} className={`${classes.input} ${classes.choice}`} required={required} {...select}>
        {data.map((choice) => {
          const { value, label: words } = typeof choice === 'string' ? { value: choice, label: choice } : choice;
          return (
            <option key={value} value={value}>
              {words}
            </option>
          );
        })}
      </select>
    </div>
  );
}
