import { expect, test } from 'vitest';
import { en } from './en';
import { formatsOf } from './formats';
import { zh } from './zh';

type Texts = { [key: string]: string | Texts };

const flat = (texts: Texts, at = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, text]) => (typeof text === 'string' ? [[at + key, text]] : flat(text, `${at}${key}.`)));
const places = (text: string) => [...text.matchAll(/{{\w+}}/g)].map(([place]) => place).toSorted();

test('both languages have the same texts with the same places', () => {
  const chinese = Object.fromEntries(flat(zh));

  const different = flat(en).filter(([key, text]) => places(text).join() !== places(chinese[key] ?? '?').join());

  // Singulars and half-years are put in another way.
  expect(different.map(([key]) => key)).toEqual([]);
});

test('no text is empty', () => {
  expect([...flat(en), ...flat(zh)].filter(([, text]) => text.trim() === '')).toEqual([]);
});

test('numbers stay exact, and are grouped', () => {
  expect(formatsOf('en').number('12345678901234567.25')).toBe('12,345,678,901,234,567.25');
});

test('a day is the same in every time zone', () => {
  expect(formatsOf('en').day('2021-06-30')).toBe('30 Jun 2021');
  expect(formatsOf('zh').day('2021-06-30')).toBe('2021年6月30日');
});
