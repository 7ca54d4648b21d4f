import type { FigureFlag } from '../gen/border/statistics/v1/statistics_pb';
import { useTranslation } from '../language/useTranslation';
import { Mark } from '../parts/Mark';
import classes from './figures.module.css';
import { flagNames } from './values';

/** What a reader of a figure has to know, in words. */
export function Marks({ flags }: { flags: FigureFlag[] }) {
  const { t } = useTranslation();
  const names = [...new Set(flagNames(flags))];
  if (names.length === 0) return null;
  return (
    <div className={classes.marks}>
      {names.map((name) => (
        <Mark key={name}>{t(`flag.${name}`)}</Mark>
      ))}
    </div>
  );
}
