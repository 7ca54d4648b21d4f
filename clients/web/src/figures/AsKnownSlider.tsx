import { useEffect, useId, useState } from 'react';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import classes from './figures.module.css';
import { dayOf, timeOf, today } from './history';

const dayMs = 24 * 60 * 60_000;

/** Goes back to what was known on a day. At its end it is now, and follows what comes in. */
export function AsKnownSlider({ start, asOf, onChange }: { start: string; asOf: string; onChange: (asOf: string) => void }) {
  const { t } = useTranslation();
  const { day } = useFormats();
  const id = useId();
  const first = timeOf(start) / dayMs;
  const last = Math.max(first + 1, timeOf(today()) / dayMs);
  const chosen = asOf ? timeOf(asOf) / dayMs : last;
  const [moving, setMoving] = useState(chosen);
  useEffect(() => setMoving(chosen), [chosen]);
  const name = (value: number) => (value >= last ? t('figures.now') : day(dayOf(value * dayMs)));
  // Not at each step on the way.
  const choose = () => moving !== chosen && onChange(moving >= last ? '' : dayOf(moving * dayMs));
  return (
    <div className={classes.known}>
      <label htmlFor={id}>{t('list.is', { what: t('figures.asKnown'), words: name(moving) })}</label>
      <input
        type="range"
        id={id}
        aria-label={t('figures.asKnown')}
        aria-valuetext={name(moving)}
        min={first}
        max={last}
        value={moving}
        onChange={(event) => setMoving(event.currentTarget.valueAsNumber)}
        onPointerUp={choose}
        onKeyUp={choose}
        onBlur={choose}
      />
      <p>{t('figures.asKnownHelp')}</p>
    </div>
  );
}
