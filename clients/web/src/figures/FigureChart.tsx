import { useReducedMotion } from '@mantine/hooks';
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useLanguage } from '../language/useTranslation';
import { type ChartData, chartOption } from './chartOption';

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

/** The chart of a breakdown. The table below it says the same to those who do not see it. */
export function FigureChart({ data, label, className }: { data: ChartData; label: string; className?: string }) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const { language } = useLanguage();
  const isStill = useReducedMotion();
  useEffect(() => {
    if (!place.current) return;
    const made = init(place.current, null, { renderer: 'canvas' });
    chart.current = made;
    const sizes = new ResizeObserver(() => made.resize());
    sizes.observe(place.current);
    return () => {
      sizes.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption({ ...chartOption(data, language), animation: !isStill }, { notMerge: true });
  }, [data, language, isStill]);
  return <div ref={place} className={className} role="img" aria-label={label} />;
}
