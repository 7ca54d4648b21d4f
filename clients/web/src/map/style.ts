import type { GeoJSONSourceSpecification, StyleSpecification } from 'maplibre-gl';

const empty: GeoJSONSourceSpecification = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } };

/** The land and what is shown on it. Points that lie together are one, larger. */
export const style: StyleSpecification = {
  version: 8,
  sources: {
    land: empty,
    lines: empty,
    points: { ...empty, cluster: true, clusterRadius: 24 },
    circles: empty,
  },
  layers: [
    { id: 'sea', type: 'background', paint: { 'background-color': '#dce8ef' } },
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': '#f8f9fa' } },
    { id: 'boundaries', type: 'line', source: 'land', paint: { 'line-color': '#868e96', 'line-width': 1 } },
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
    { id: 'lines', type: 'line', source: 'lines', paint: { 'line-color': '#1d4e6b', 'line-width': 3 } },
    {
      id: 'points',
      type: 'circle',
      source: 'points',
      paint: {
        'circle-radius': ['case', ['has', 'point_count'], ['+', 6, ['*', 2, ['ln', ['get', 'point_count']]]], 6],
        'circle-color': '#b06a2c',
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 2,
      },
    },
  ],
};
