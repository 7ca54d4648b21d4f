import { useMemo } from 'react';
import { useAmounts } from '../figures/useAmounts';
import { useFigures } from '../figures/useFigures';
import { useAreas } from '../reference/reference';
import { useNames } from '../reference/useNames';
import type { MapContent } from './content';
import type { MapSearch } from './search';
import { shapeNameOf, useShapes } from './shapes';
import { stepOf, stepsOf } from './steps';
import { centreOf, useCentres } from './useCentres';
import type { Events } from './useEvents';

/** The figure of each area as a colour of its shape, or as a circle where it has none, with what happened. */
export function useMapContent(search: MapSearch, events: Events | undefined) {
  const write = useAmounts();
  const names = useNames();
  const query = useFigures({ ...search, by: 'area', back: 0 });
  // Those of before stay while others are asked for, under their own names, and not when these cannot be had.
  const { figures, of = search } = (query.isError ? undefined : query.data) ?? {};
  const areas = useAreas().data;
  const shapes = useShapes().data;
  const shapeOf = (code: string) => {
    const area = areas?.find((known) => known.code === code);
    return shapes?.get((area && shapeNameOf(area)) ?? '');
  };
  const amounts = useMemo(
    () => (figures ?? []).filter((figure) => figure.area !== '' && figure.area !== of.area),
    [figures, of.area],
  );
  const isPlaced = areas !== undefined && shapes !== undefined && amounts.every(({ area }) => shapeOf(area));
  const sections = useCentres(search.area, shapes !== undefined && !isPlaced).data;
  const steps = useMemo(() => stepsOf(amounts.map(({ value }) => Number(value?.amount ?? 0))), [amounts]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names are those of the areas, in the language that they are written in.
  const content = useMemo<MapContent>(() => {
    const around = shapeOf(search.area?.split('.')[0] ?? '');
    const points = (events?.places ?? []).map((at) => ({ at }));
    const content: MapContent = { lines: events?.lines ?? [], points, circles: [], shapes: [] };
    if (around && search.area) content.shapes.push({ shape: around, step: null, amount: 0, label: '' });
    for (const { area, value, indicator } of amounts) {
      const amount = Number(value?.amount ?? 0);
      const label = `${names.area(area)}\n${write.value(value, indicator)}`;
      const shape = shapeOf(area);
      const at = shape ? null : centreOf(area, sections ?? []);
      if (shape) content.shapes.push({ shape, step: stepOf(amount, steps), amount, label });
      else if (at && value) content.circles.push({ at, amount, label });
    }
    return content;
  }, [amounts, steps, sections, shapes, areas, events, search.area, write]);
  const hasColours = content.shapes.some(({ step }) => step !== null);
  return { figures: query, amounts, of, steps: hasColours ? steps : [], content };
}
