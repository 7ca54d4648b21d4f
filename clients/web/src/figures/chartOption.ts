import type { EChartsCoreOption } from 'echarts/core';
import { formatsOf } from '../language/formats';
import type { Language } from '../language/language';

export interface ChartData {
  kind: 'line' | 'bar';
  names: string[];
  /** Null where nothing was reported: a gap, and no zero. */
  values: (number | null)[];
  bases: (number | null)[];
  valueName: string;
  baseName: string | null;
  /** Of its numbers. */
  decimals: number;
}

export interface NamedChart {
  name: string;
  data: ChartData;
}

const present = '#1d4e6b';
const before = '#b06a2c';
const ink = '#343a40';

/** Last year's line is dashed and its bars are hatched, so that colour is not all that tells them apart. */
export function chartOption(
  { kind, names, values, bases, valueName, baseName, decimals }: ChartData,
  language: Language,
): EChartsCoreOption {
  const { number } = formatsOf(language);
  const categories = { type: 'category', data: names, axisLabel: { color: ink, width: 150, overflow: 'truncate' } };
  const amounts = { type: 'value', axisLabel: { color: ink, formatter: (amount: number) => number(amount) } };
  const isBar = kind === 'bar';
  const series = [
    ...(baseName
      ? [
          {
            name: baseName,
            type: kind,
            data: bases,
            color: before,
            lineStyle: { type: 'dashed', width: 2 },
            symbol: 'emptyCircle',
            itemStyle: isBar
              ? {
                  decal: {
                    symbol: 'rect',
                    dashArrayX: [1, 0],
                    dashArrayY: [2, 5],
                    rotation: -Math.PI / 4,
                    color: 'rgba(255,255,255,.6)',
                  },
                }
              : {},
          },
        ]
      : []),
    { name: valueName, type: kind, data: values, color: present, lineStyle: { width: 3 }, symbol: 'circle', symbolSize: 7 },
  ];
  return {
    // The page names the chart itself, in the user's language.
    aria: { enabled: true, label: { enabled: false } },
    grid: { left: 8, right: 24, top: 40, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, textStyle: { color: ink } },
    // Drawn, since the page's policy allows no styles within HTML.
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      valueFormatter: (amount: unknown) => (typeof amount === 'number' ? number(amount, decimals) : '–'),
    },
    xAxis: isBar ? amounts : categories,
    yAxis: isBar ? { ...categories, inverse: true } : amounts,
    series,
  };
}
