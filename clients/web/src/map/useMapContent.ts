import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFigures } from '../figures/useFigures';
import { writeValue } from '../figures/values';
import { useFormats } from '../language/formats';
import { useAreas } from '../reference/reference';
import { useNames } from '../reference/useNames';
import type { MapContent, Place } from './content';
import type { MapSearch } from './search';
import { shapeNameOf, useShapes } from './shapes';
import { stepOf, stepsOf } from './steps';
import { centreOf, useCentres } from './useCentres';

/** The figure of each area as a colour of its shape, or as a circle where it has none, with what happened. */
export function useMapContent(search: MapSearch, places: Place[] | undefined) {
  const { t } = useTranslation();
  const formats = useFormats();
  const names = useNames();
  const figures = useFigures({ ...search, by: 'area', back: 0 }).data?.figures;
  const areas = useAreas().data;
  const sections = useCentres().data;
  const shapes = useShapes().data;
  const amounts = useMemo(
    () => (figures ?? []).filter((figure) => figure.area !== '' && figure.area !== search.area),
    [figures, search.area],
  );
  const steps = useMemo(() => stepsOf(amounts.map(({ value }) => Number(value?.amount ?? 0))), [amounts]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names are those of the areas, in the language of the formats.
  const content = useMemo<MapContent>(() => {
    const shapeOf = (code: string) => {
      const area = areas?.find((known) => known.code === code);
      return shapes?.get((area && shapeNameOf(area)) ?? '');
    };
    const around = shapeOf(search.area?.split('.')[0] ?? '');
    const content: MapContent = { lines: [], points: (places ?? []).map((at) => ({ at })), circles: [], shapes: [] };
    if (around && search.area) content.shapes.push({ shape: around, step: null, label: '' });
    for (const { area, value } of amounts) {
      const amount = Number(value?.amount ?? 0);
      const label = `${names.area(area)}\n${writeValue(value, formats, t)}`;
      const shape = shapeOf(area);
      const at = shape ? null : centreOf(area, sections ?? []);
      if (shape) content.shapes.push({ shape, step: stepOf(amount, steps), label });
      else if (at && value) content.circles.push({ at, amount, label });
    }
    return content;
  }, [amounts, steps, sections, shapes, areas, places, search.area, formats, t]);
  const hasColours = content.shapes.some(({ step }) => step !== null);
  return { amounts, steps: hasColours ? steps : [], content };
}
