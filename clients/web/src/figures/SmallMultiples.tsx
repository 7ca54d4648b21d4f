import type { Figure } from '../gen/border/statistics/v1/statistics_pb';
import { useTranslation } from '../language/useTranslation';
import { Empty } from '../parts/Empty';
import { Loaded } from '../parts/Loaded';
import { usePeriodName } from '../periods/usePartName';
import { directlyBelow, useAreas } from '../reference/reference';
import { useNames } from '../reference/useNames';
import { Charts } from './Charts';
import { columns, rowsOf } from './exportFigures';
import type { FiguresSearch } from './search';
import { useDecimals } from './useAmounts';
import { useAreaTrends } from './useFigures';

const numberOf = (amount: string | undefined) => (amount === undefined ? null : Number(amount));

/** The trend of each area directly below, side by side, with the year before behind it. */
export function SmallMultiples({ search, base, notes }: { search: FiguresSearch; base: string | null; notes: string[] }) {
  const { t } = useTranslation();
  const names = useNames();
  const periodName = usePeriodName();
  const areas = useAreas().data ?? [];
  const below = directlyBelow(
    search.area ?? '',
    areas.map(({ code }) => code),
  );
  const found = useAreaTrends(search, below);
  const decimals = useDecimals(search.indicator);
  const dataOf = (figures: Figure[], what: string) => ({
    kind: 'line' as const,
    names: figures.map(({ period }) => periodName(period)),
    values: figures.map(({ value }) => numberOf(value?.amount)),
    bases: figures.map(({ comparisons }) => numberOf(comparisons[0]?.base?.amount)),
    valueName: what,
    baseName: base,
    decimals,
  });
  if (below.length === 0) return <Empty>{t('figures.noAreas')}</Empty>;
  return (
    <Loaded query={found}>
      {({ figures, of, areas }) => (
        <Charts
          label={`${t('figures.chart')}: ${names.indicator(of.indicator ?? '')}`}
          charts={areas.map((area) => ({
            name: names.area(area),
            data: dataOf(
              figures.filter((figure) => figure.area === area),
              names.indicator(of.indicator ?? ''),
            ),
          }))}
          tableOf={() => ({
            title: `${names.indicator(of.indicator ?? '')}, ${t('figures.small')}`,
            fileName: `${of.indicator}-${of.period}-trends`,
            columns,
            rows: rowsOf(figures, ({ area, period }) => `${names.area(area)}, ${periodName(period)}`),
            notes,
          })}
        />
      )}
    </Loaded>
  );
}
