import type { Feature, Geometry } from 'geojson';
import { type MapContent, middleOf, type Place, radiusOf } from './content';
import { stepColors } from './steps';

const featureOf = (geometry: Geometry, properties = {}): Feature => ({ type: 'Feature', properties, geometry });
const pointOf = (at: Place, properties = {}) => featureOf({ type: 'Point', coordinates: at }, properties);

/** What a map shows, by the source of the style that it goes to. */
export function featuresOf({ lines, points, circles, shapes }: MapContent): Record<string, Feature[]> {
  const most = Math.max(0, ...circles.map(({ amount }) => amount));
  return {
    shapes: shapes.map(({ shape, step }) => featureOf(shape, step === null ? {} : { color: stepColors[step] })),
    lines: lines.map((coordinates) => featureOf({ type: 'LineString', coordinates })),
    points: points.map(({ at }) => pointOf(at)),
    circles: circles.map(({ at, amount }) => pointOf(at, { radius: radiusOf(amount, most) })),
    names: shapes.map(({ shape, label, amount }) => pointOf(middleOf(shape), { label, order: -amount })),
    labels: circles.map(({ at, label, amount }) => pointOf(at, { label, below: radiusOf(amount, most), order: -amount })),
  };
}
