import { expect, test } from 'vitest';
import { style } from './style';

// The layer above is placed first, and what may not overlap gives way to it.
test('the numbers of events give way to the names of areas, which are read over the circles', () => {
  const ids = style.layers.map(({ id }) => id);
  const counts = style.layers.find(({ id }) => id === 'counts');

  expect(ids.slice(-4)).toEqual(['points', 'counts', 'names', 'labels']);
  expect(counts?.layout).not.toHaveProperty('text-allow-overlap');
});
