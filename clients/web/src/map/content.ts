/** A place as maps write it: longitude, latitude. */
export type Place = [number, number];

/** What a map shows over the land. */
export interface MapContent {
  lines: Place[][];
  points: { at: Place }[];
  /** An amount at a place, by the area of its circle. */
  circles: { at: Place; amount: number }[];
}

/** Everything that is shown is within these corners, south-west and north-east; null for nothing. */
export function cornersOf({ lines, points, circles }: MapContent): [Place, Place] | null {
  const places = [...lines.flat(), ...points.map(({ at }) => at), ...circles.map(({ at }) => at)];
  if (places.length === 0) return null;
  const [west, south] = [Math.min(...places.map(([x]) => x)), Math.min(...places.map(([, y]) => y))];
  const [east, north] = [Math.max(...places.map(([x]) => x)), Math.max(...places.map(([, y]) => y))];
  return [
    [west, south],
    [east, north],
  ];
}

const largest = 28;

/** The radius in pixels whose circle is as large to others as the amounts are. */
export const radiusOf = (amount: number, most: number) =>
  amount > 0 && most > 0 ? Math.max(2, largest * Math.sqrt(amount / most)) : 0;
