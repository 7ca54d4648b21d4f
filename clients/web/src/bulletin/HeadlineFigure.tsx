import { Marks } from '../figures/Marks';
import { useAmounts } from '../figures/useAmounts';
import { arrows, direction } from '../figures/values';
import type { BulletinLine, Figure } from '../gen/border/statistics/v1/statistics_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { usePeriodName } from '../periods/usePartName';
import classes from './bulletin.module.css';

/** One number, large, with what it was before. */
export function HeadlineFigure({ line, onExplain }: { line: BulletinLine; onExplain: (figure: Figure) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amounts = useAmounts();
  const periodName = usePeriodName();
  const { figure } = line;
  const [name, printed] = [formats.text(line.displayName), formats.text(line.printed)];
  const comparison = figure?.comparisons[0];
  return (
    <li className={classes.headline}>
      <div className={classes.name}>{name}</div>
      {figure ? (
        <button
          type="button"
          className={classes.number}
          aria-label={t('figures.explain', { number: printed, what: name })}
          onClick={() => onExplain(figure)}
        >
          {printed}
        </button>
      ) : (
        <div className={classes.number}>{printed}</div>
      )}
      <div className={classes.change}>
        {comparison?.percent ? `${arrows[direction(comparison)]} ${formats.percent(comparison.percent)}` : t('bulletin.noChange')}
      </div>
      {comparison?.base && (
        <div className={classes.base}>
          {t('bulletin.base', {
            base: amounts.value(comparison.base, figure?.indicator ?? ''),
            period: periodName(comparison.basePeriod),
          })}
        </div>
      )}
      <Marks flags={[...(figure?.flags ?? []), ...(comparison?.flags ?? [])]} />
    </li>
  );
}
