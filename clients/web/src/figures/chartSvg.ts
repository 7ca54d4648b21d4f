import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Language } from '../language/language';
import { type ChartData, chartOption, type NamedChart } from './chartOption';

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, SVGRenderer]);

const [width, height, headHeight, perRow] = [1000, 480, 40, 3];

/** The charts as one drawing that can be enlarged, for reports; several stand side by side under their names. */
export function chartsSvg(charts: NamedChart[], language: Language): string {
  const [first, ...others] = charts;
  if (first && others.length === 0) return chartSvg(first.data, language);
  const [wide, high] = [Math.min(perRow, charts.length) * width, Math.ceil(charts.length / perRow) * (height + headHeight)];
  const drawn = charts.map(({ name, data }, at) => {
    const [x, y] = [(at % perRow) * width, Math.floor(at / perRow) * (height + headHeight)];
    const head = `<text y="28" font-size="22" font-family="sans-serif" font-weight="600">${escaped(name)}</text>`;
    return `<g transform="translate(${x} ${y})">${head}<g transform="translate(0 ${headHeight})">${chartSvg(data, language)}</g></g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}">${drawn.join('')}</svg>`;
}

const escaped = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function chartSvg(data: ChartData, language: Language): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({ ...chartOption(data, language), animation: false });
  const drawing = chart.renderToSVGString();
  chart.dispose();
  return drawing;
}
