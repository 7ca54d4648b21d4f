import type { GeoJSONSourceSpecification, StyleSpecification } from 'maplibre-gl';

const empty: GeoJSONSourceSpecification = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } };
// Drawn with what this machine has: no fonts are asked for.
const font = ['sans-serif'];
const halo = { 'text-halo-color': '#ffffff', 'text-halo-width': 2 };

/** The land and what is shown on it. Points that lie together are one, larger, with their number. */
export const style: StyleSpecification = {
  version: 8,
  sources: {
    land: empty,
    shapes: empty,
    lines: empty,
    points: { ...empty, cluster: true, clusterRadius: 24 },
    circles: empty,
    names: empty,
    labels: empty,
  },
  layers: [
    { id: 'sea', type: 'background', paint: { 'background-color': '#e9eff3' } },
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': '#fbfbfa' } },
    {
      id: 'shapes',
      type: 'fill',
      source: 'shapes',
      filter: ['has', 'color'],
      paint: { 'fill-color': ['get', 'color'] },
    },
    { id: 'boundaries', type: 'line', source: 'land', paint: { 'line-color': '#868e96', 'line-width': 1 } },
    { id: 'outlines', type: 'line', source: 'shapes', paint: { 'line-color': '#123a52', 'line-width': 0.8 } },
    {
      id: 'circles',
      type: 'circle',
      source: 'circles',
      paint: {
        'circle-radius': ['get', 'radius'],
        'circle-color': '#1d4e6b',
        'circle-opacity': 0.55,
        'circle-stroke-color': '#123a52',
        'circle-stroke-width': 1,
      },
    },
    {
      id: 'lines',
      type: 'line',
      source: 'lines',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': '#8a2f6d', 'line-width': 3 },
    },
    {
      id: 'points',
      type: 'circle',
      source: 'points',
      paint: {
        'circle-radius': ['case', ['has', 'point_count'], ['+', 7, ['*', 2, ['ln', ['get', 'point_count']]]], 6],
        'circle-color': '#9a5518',
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'counts',
      type: 'symbol',
      source: 'points',
      filter: ['has', 'point_count'],
      layout: {
        'text-field': ['get', 'point_count_abbreviated'],
        'text-font': font,
        'text-size': 11,
        'text-padding': 0,
      },
      paint: { 'text-color': '#ffffff' },
    },
    {
      // In the middle of its area or nowhere: beside it, it would be the name of another. What is above is placed first: the numbers of
      // events give way to names, which are read over the circles.
      id: 'names',
      type: 'symbol',
      source: 'names',
      layout: { 'text-field': ['get', 'label'], 'text-font': font, 'text-size': 12, 'symbol-sort-key': ['get', 'order'] },
      paint: { 'text-color': '#1a2a33', ...halo },
    },
    {
      id: 'labels',
      type: 'symbol',
      source: 'labels',
      layout: {
        'text-field': ['get', 'label'],
        'text-font': font,
        'text-size': 12,
        'symbol-sort-key': ['get', 'order'],
        'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
        'text-radial-offset': ['/', ['get', 'below'], 12],
      },
      paint: { 'text-color': '#1a2a33', ...halo },
    },
  ],
};
