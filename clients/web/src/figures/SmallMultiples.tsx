import { SimpleGrid, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Figure } from '../gen/border/statistics/v1/statistics_pb';
import { Empty } from '../parts/Empty';
import { Loaded } from '../parts/Loaded';
import { usePeriodName } from '../periods/usePartName';
import { directlyBelow, useAreas } from '../reference/reference';
import { useNames } from '../reference/useNames';
import type { FiguresSearch } from './search';
import { useDecimals } from './useAmounts';
import { useAreaTrends } from './useFigures';

const FigureChart = lazy(async () => ({ default: (await import('./FigureChart')).FigureChart }));
const numberOf = (amount: string | undefined) => (amount === undefined ? null : Number(amount));

/** The trend of each area directly below, side by side, with the year before behind it. */
export function SmallMultiples({ search, base }: { search: FiguresSearch; base: string | null }) {
  const { t } = useTranslation();
  const names = useNames();
  const periodName = usePeriodName();
  const areas = useAreas().data ?? [];
  const below = directlyBelow(
    search.area ?? '',
    areas.map(({ code }) => code),
  );
  const found = useAreaTrends(search, below);
  const what = names.indicator(search.indicator ?? '');
  const decimals = useDecimals(search.indicator);
  const dataOf = (figures: Figure[]) => ({
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
      {({ figures }) => (
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
          {below.map((area) => (
            <div key={area}>
              <Text size="sm" fw={600}>
                {names.area(area)}
              </Text>
              <Suspense fallback={<div style={{ height: '11rem' }} />}>
                <FigureChart
                  data={dataOf(figures.filter((figure) => figure.area === area))}
                  label={`${t('figures.chart')}: ${what}, ${names.area(area)}`}
                  isSmall
                />
              </Suspense>
            </div>
          ))}
        </SimpleGrid>
      )}
    </Loaded>
  );
}
