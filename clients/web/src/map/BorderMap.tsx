import 'maplibre-gl/dist/maplibre-gl.css';
import type { FeatureCollection } from 'geojson';
import { Map as Chart, type GeoJSONSource, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { useEffect, useRef } from 'react';
import { feature } from 'topojson-client';
import countriesUrl from 'world-atlas/countries-50m.json?url';
import { useTranslation } from '../language/useTranslation';
import { cornersOf, type MapContent, maxZoomOf } from './content';
import { featuresOf } from './features';
import classes from './map.module.css';
import { style } from './style';

// From this origin, as everything else: no tiles, no fonts, no scripts that are made while the page is open.
setWorkerUrl(workerUrl);

const nation: [[number, number], [number, number]] = [
  [73, 17],
  [136, 54],
];

/** A map of the land with what is to be seen on it, from data that comes with the application. */
export function BorderMap({ content, label }: { content: MapContent; label: string }) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef(content);
  const fitted = useRef('');
  const chart = useRef<Chart>(null);
  shown.current = content;
  useEffect(() => {
    if (!place.current) return;
    const leave = new AbortController();
    const locale = {
      'Map.Title': t('map.title'),
      'NavigationControl.ZoomIn': t('map.zoomIn'),
      'NavigationControl.ZoomOut': t('map.zoomOut'),
    };
    const made = new Chart({
      container: place.current,
      style,
      bounds: nation,
      attributionControl: false,
      fadeDuration: 0,
      locale,
    });
    made.addControl(new NavigationControl({ showCompass: false }));
    made.addControl(new ScaleControl());
    // What waits for a map that is whole, such as a print of it, can tell.
    made.on('idle', () => made.getContainer().setAttribute('aria-busy', 'false'));
    made.on('dataloading', () => made.getContainer().setAttribute('aria-busy', 'true'));
    made.once('load', () => {
      chart.current = made;
      showOn(made, shown.current);
      fitTo(made, shown.current, fitted);
      addLand(made, leave.signal).catch(unlessLeft);
    });
    return () => {
      leave.abort();
      chart.current = null;
      made.remove();
    };
  }, [t]);
  useEffect(() => {
    if (!chart.current) return;
    showOn(chart.current, content);
    fitTo(chart.current, content, fitted);
  }, [content]);
  return <section ref={place} className={classes.map} aria-label={label} aria-busy />;
}

/** A map that is left while it is drawn has nothing to draw any more: that is no failure. */
const unlessLeft = (error: unknown) => {
  if (!(error instanceof Error || error instanceof DOMException) || error.name !== 'AbortError') throw error;
};

const give = (chart: Chart, source: string, data: FeatureCollection) =>
  (chart.getSource(source) as GeoJSONSource).setData(data).catch(unlessLeft);

async function addLand(chart: Chart, signal: AbortSignal) {
  const answer = await fetch(countriesUrl, { signal });
  const world = await answer.json();
  if (!signal.aborted) await give(chart, 'land', feature(world, world.objects.countries) as unknown as FeatureCollection);
}

function showOn(chart: Chart, content: MapContent) {
  for (const [source, features] of Object.entries(featuresOf(content)))
    void give(chart, source, { type: 'FeatureCollection', features });
}

/** Once for what there is to see: whoever has moved the map since is left where they are. */
function fitTo(chart: Chart, content: MapContent, fitted: { current: string }) {
  const corners = cornersOf(content);
  if (!corners || fitted.current === String(corners)) return;
  fitted.current = String(corners);
  chart.fitBounds(corners, { padding: 48, maxZoom: maxZoomOf(corners), animate: false });
}
