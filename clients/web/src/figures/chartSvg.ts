import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Language } from '../language/language';
import { type ChartData, chartOption } from './chartOption';

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, SVGRenderer]);

/** The chart as a drawing that can be enlarged, for reports. */
export function chartSvg(data: ChartData, language: Language): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 1000, height: 480 });
  chart.setOption({ ...chartOption(data, language), animation: false });
  const drawing = chart.renderToSVGString();
  chart.dispose();
  return drawing;
}
