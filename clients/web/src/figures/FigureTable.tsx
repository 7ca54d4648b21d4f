import { type ReactNode, useState } from 'react';
import type { ExportTable } from '../export/table';
import { type Figure, FigureFlag } from '../gen/border/statistics/v1/statistics_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { PartTable } from '../parts/PartTable';
import type { Column } from '../parts/RecordTable';
import { usePeriodName } from '../periods/usePartName';
import { ExplanationDrawer } from './ExplanationDrawer';
import { columns, rowsOf } from './exportFigures';
import classes from './figures.module.css';
import { Marks } from './Marks';
import { useAmounts } from './useAmounts';
import { useUnitName } from './useUnit';
import { arrows, direction, flagNames, keyOf } from './values';

interface Props {
  figures: Figure[];
  nameOf: (figure: Figure) => string;
  /** The day as known on which; empty for now. */
  asOf?: string;
  /** What stands beside the export. */
  above?: ReactNode;
  /** By what the table is known when it is taken out. */
  file: Pick<ExportTable, 'title' | 'fileName' | 'notes'>;
}

/** Figures with their comparisons. Each number opens where it comes from. */
export function FigureTable({ figures, nameOf, asOf = '', above = null, file }: Props) {
  const { t } = useTranslation();
  const [explained, setExplained] = useState<Figure | null>(null);
  return (
    <div className={classes.table}>
      <PartTable
        label={file.title}
        items={figures}
        keyOf={keyOf}
        columns={useColumns(figures, nameOf, setExplained)}
        empty={t('figures.none')}
        minWidth={640}
        above={above}
        file={() => ({ ...file, columns, rows: rowsOf(figures, nameOf) })}
      />
      <ExplanationDrawer figure={explained} nameOf={nameOf} asOf={asOf} onClose={() => setExplained(null)} />
    </div>
  );
}

function useColumns(figures: Figure[], nameOf: Props['nameOf'], onExplain: (figure: Figure) => void): Column<Figure>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const amounts = useAmounts();
  const periodName = usePeriodName();
  const bases = new Set(figures.flatMap((figure) => figure.comparisons[0]?.basePeriod ?? []));
  const [base = ''] = bases;
  const unitName = useUnitName();
  const units = new Set(figures.map(({ unit }) => unit));
  const allFlags = (figure: Figure) => [...figure.flags, ...(figure.comparisons[0]?.flags ?? [])];
  const compared: Column<Figure>[] = [
    {
      head: bases.size === 1 ? t('figures.base', { period: periodName(base) }) : t('figures.before'),
      isNumber: true,
      // What is from before anything was recorded is no number that somebody has not reported: the marks tell.
      cell: ({ comparisons: [comparison], indicator }) =>
        comparison?.flags.includes(FigureFlag.NO_BASE) ? '–' : amounts.value(comparison?.base, indicator),
      text: ({ comparisons }) => comparisons[0]?.base?.amount,
    },
    {
      head: t('figures.change'),
      isNumber: true,
      cell: ({ comparisons, indicator }) => (comparisons[0]?.change ? amounts.change(comparisons[0].change, indicator) : '–'),
    },
    {
      head: t('figures.percent'),
      isNumber: true,
      cell: ({ comparisons: [comparison] }) =>
        comparison?.percent ? `${arrows[direction(comparison)]} ${formats.percent(comparison.percent)}` : '–',
    },
  ];
  return [
    { head: t('figures.what'), isName: true, cell: nameOf },
    {
      head: t('figures.value'),
      isNumber: true,
      cell: (figure) => {
        const number = amounts.value(figure.value, figure.indicator);
        if (!figure.value) return number;
        return (
          <button
            type="button"
            className={classes.number}
            aria-label={t('figures.explain', { number, what: nameOf(figure) })}
            onClick={() => onExplain(figure)}
          >
            {number}
          </button>
        );
      },
      text: ({ value }) => value?.amount,
    },
    ...(units.size > 1 ? [{ head: t('figures.unitHead'), cell: ({ unit }: Figure) => unitName(unit) }] : []),
    ...(bases.size > 0 ? compared : []),
    {
      head: t('figures.marks'),
      cell: (figure) => <Marks flags={allFlags(figure)} />,
      text: (figure) => flagNames(allFlags(figure)).join(' '),
    },
  ];
}
