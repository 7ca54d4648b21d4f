import { useState } from 'react';
import { TextField } from './TextField';

interface Props {
  label: string;
  day: string | undefined;
  onDay: (day: string | undefined) => void;
}

// Years of four digits, which a browser's field then goes on from by itself.
const [earliest, latest] = ['1900-01-01', '9999-12-31'];

/** A day, by the keyboard or by the browser's own calendar. While its year is typed it is none yet: nobody looks for the year 202. */
export function DayField({ label, day, onDay }: Props) {
  const [typed, setTyped] = useState(day ?? '');
  const [shown, setShown] = useState(day);
  // It was chosen in another way meanwhile, such as by clearing all filters.
  if (shown !== day) {
    setShown(day);
    setTyped(day ?? '');
  }
  const change = (value: string) => {
    setTyped(value);
    const next = value || undefined;
    if (next !== day && (value === '' || value >= earliest)) onDay(next);
  };
  return (
    <TextField
      type="date"
      label={label}
      min={earliest}
      max={latest}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
