import { expect, test } from 'vitest';
import { directlyBelow } from './reference';

const codes = ['44', '53', '53.01', '53.01.02', '53.02', '530'];

test.each([
  ['', ['44', '53', '530']],
  ['53', ['53.01', '53.02']],
  ['53.01', ['53.01.02']],
  ['44', []],
])('directly below "%s"', (area, below) => {
  expect(directlyBelow(area, codes)).toEqual(below);
});
