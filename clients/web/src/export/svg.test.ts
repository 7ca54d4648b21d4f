import { expect, test } from 'vitest';
import { tableSvg } from './svg';

const cover = { heading: 'Border', taken: 'Taken today', marks: ['p: provisional'] };
const table = {
  title: 'Cases & arrests <2021>',
  fileName: 'x',
  columns: [{ name: 'Area' }, { name: 'Value', isNumber: true }],
  rows: [
    ['Yunnan', '8419'],
    ['云南', undefined],
  ],
  notes: ['Unit: cases'],
};
const drawn = (given = table) =>
  new DOMParser().parseFromString(
    tableSvg(given, cover, (amount) => `${amount}!`),
    'image/svg+xml',
  );
const wordsIn = (drawing: Document) => [...drawing.querySelectorAll('text')].map(({ textContent }) => textContent);

test('a table is drawn with its title, its notes, every cell, and where it is from', () => {
  const drawing = drawn();

  expect(drawing.querySelector('parsererror')).toBeNull();
  expect(wordsIn(drawing)).toEqual([
    'Cases & arrests <2021>',
    'Unit: cases',
    'Area',
    'Value',
    'Yunnan',
    '8419!',
    '云南',
    '',
    'Border · Taken today',
    'p: provisional',
  ]);
});

test('numbers stand below each other at their end, and nothing stands outside of the drawing', () => {
  const drawing = drawn();
  const [width, height] = ['width', 'height'].map((name) => Number(drawing.documentElement.getAttribute(name)));

  const number = [...drawing.querySelectorAll('text')].find(({ textContent }) => textContent === '8419!');
  expect(number?.getAttribute('text-anchor')).toBe('end');
  for (const words of drawing.querySelectorAll('text')) {
    expect(Number(words.getAttribute('x'))).toBeLessThan(width ?? 0);
    expect(Number(words.getAttribute('y'))).toBeLessThan(height ?? 0);
  }
});

test('words that are long are written in several lines, and none is lost', () => {
  const long = 'a word '.repeat(40).trim();

  const lines = wordsIn(drawn({ ...table, rows: [[long, '1']] })).filter(
    (line) => line?.startsWith('a word') || line?.startsWith('word'),
  );

  expect(lines.length).toBeGreaterThan(3);
  expect(lines.join(' ')).toBe(long);
});

test('what is on screen is drawn, where the table that is taken out has more', () => {
  const shown = { columns: [{ name: 'Part' }], rows: [['May']] };

  expect(wordsIn(drawn({ ...table, drawn: shown } as typeof table))).toContain('May');
});
