import type { MultiPolygon, Polygon } from 'geojson';

/** A place as maps write it: longitude, latitude. */
export type Place = [number, number];

/** The shape of an area. */
export type Shape = Polygon | MultiPolygon;

/** What a map shows over the land. */
export interface MapContent {
  lines: Place[][];
  points: { at: Place }[];
  /** An amount at a place, by the area of its circle, with the words beside it. */
  circles: { at: Place; amount: number; label: string }[];
  /** Areas with the colour of their step, or only outlined; the words in their middle, those of the largest amounts first. */
  shapes: { shape: Shape; step: number | null; amount: number; label: string }[];
}

export const nothing: MapContent = { lines: [], points: [], circles: [], shapes: [] };

const ringsOf = (shape: Shape) => (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates).flat();

/** Everything that is shown is within these corners, south-west and north-east; null for nothing. */
export function cornersOf({ lines, points, circles, shapes }: MapContent): [Place, Place] | null {
  const outlines = shapes.flatMap(({ shape }) => ringsOf(shape)).flat();
  const places = [...lines.flat(), ...points.map(({ at }) => at), ...circles.map(({ at }) => at), ...(outlines as Place[])];
  if (places.length === 0) return null;
  const corners: [Place, Place] = [
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ];
  for (const [x, y] of places) {
    corners[0] = [Math.min(corners[0][0], x), Math.min(corners[0][1], y)];
    corners[1] = [Math.max(corners[1][0], x), Math.max(corners[1][1], y)];
  }
  return corners;
}

// Of a way that somebody went its turns are to be seen; of one place where it is in the land.
const [ofWays, ofPlaces] = [12, 7];

export const maxZoomOf = ([[west, south], [east, north]]: [Place, Place]) =>
  west === east && south === north ? ofPlaces : ofWays;

const largest = 28;

/** The radius in pixels whose circle is as large to others as the amounts are. */
export const radiusOf = (amount: number, most: number) =>
  amount > 0 && most > 0 ? Math.max(2, largest * Math.sqrt(amount / most)) : 0;

/** The middle of the largest part of a shape: where its words stand. */
export function middleOf(shape: Shape): Place {
  const outlines = shape.type === 'Polygon' ? [shape.coordinates[0]] : shape.coordinates.map(([outline]) => outline);
  const parts = outlines.map((outline) => momentsOf((outline ?? []) as Place[]));
  const { area, x, y } = parts.reduce((most, part) => (Math.abs(part.area) > Math.abs(most.area) ? part : most));
  return [x / (3 * area), y / (3 * area)];
}

/** Twice the area that a ring encloses, and its moments. */
function momentsOf(ring: Place[]) {
  const sum = { area: 0, x: 0, y: 0 };
  ring.slice(1).forEach(([x, y], at) => {
    const [fromX, fromY] = ring[at] ?? [x, y];
    const cross = fromX * y - x * fromY;
    sum.area += cross;
    sum.x += (fromX + x) * cross;
    sum.y += (fromY + y) * cross;
  });
  return sum;
}
