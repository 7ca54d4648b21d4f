import { Group, SimpleGrid, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { ExportMenu } from '../export/ExportMenu';
import type { ExportTable } from '../export/table';
import { useLanguage } from '../language/useTranslation';
import { Later } from '../parts/Later';
import type { NamedChart } from './chartOption';
import classes from './figures.module.css';

/** What draws is large: it is fetched when there is something to draw, or nothing else to do. */
export const fetchDrawing = () => import('./FigureChart');
const FigureChart = lazy(async () => ({ default: (await fetchDrawing()).FigureChart }));

interface Props {
  label: string;
  /** One is drawn large, several side by side under their names. */
  charts: NamedChart[];
  /** The table that says the same. */
  tableOf: () => ExportTable;
}

/** Charts, which are taken out as a drawing, and with the numbers behind them. There is no other way to show one. */
export function Charts({ label, charts, tableOf }: Props) {
  const { language } = useLanguage();
  const svgOf = async () => (await import('./chartSvg')).chartsSvg(charts, language);
  const [first, ...others] = charts;
  const isSmall = others.length > 0;
  const drawn = (className: string | undefined, { name, data }: NamedChart) => (
    <Later before={<div className={className} />}>
      <Suspense fallback={<div className={className} />}>
        <FigureChart data={data} label={isSmall ? `${label}, ${name}` : label} className={className} />
      </Suspense>
    </Later>
  );
  return (
    <>
      {first && !isSmall && drawn(classes.chart, first)}
      {isSmall && (
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
          {charts.map((chart) => (
            <div key={chart.name}>
              <Text size="sm" fw={600}>
                {chart.name}
              </Text>
              {drawn(classes.smallChart, chart)}
            </div>
          ))}
        </SimpleGrid>
      )}
      <Group justify="flex-end">
        <ExportMenu what={label} tableOf={tableOf} svgOf={svgOf} />
      </Group>
    </>
  );
}
