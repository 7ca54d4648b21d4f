import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DescMessage, DescService } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { MatchState } from '../gen/border/persons/v1/matching_pb';
import { PersonState } from '../gen/border/persons/v1/registry_pb';
import { ReleaseState } from '../gen/border/statistics/v1/releases_pb';
import { ErrorReason } from '../gen/border/type/v1/error_pb';
import type { Refusal } from '../services/refusal';
import { serviceTexts } from '../testing/serviceTexts';
import { inChinese, refusalInChinese } from './refusalWords';
import { refusals } from './zh/refusals';
import { fieldNames } from './zh/refusals/fieldNames';
import { reasons } from './zh/refusals/reasons';

const refusal = (told: Partial<Refusal>): Refusal => ({
  kind: 'rule',
  message: '',
  fields: [],
  reason: '',
  waitMs: null,
  ...told,
});
const namesOf = (enumeration: object) =>
  Object.keys(enumeration).filter((name) => Number.isNaN(Number(name)) && name !== 'UNSPECIFIED');
const places = (text: string) => text.match(/\{\d+\}/g) ?? [];

test('whatever a service refuses has Chinese words', () => {
  const texts = serviceTexts();

  expect(texts.size).toBeGreaterThan(300);
  expect([...texts].filter(([text]) => inChinese(text) === undefined).map(([text, file]) => `${file}: ${text}`)).toEqual([]);
});

test('the words of what no service says any more are gone', () => {
  const said = new Set([...serviceTexts().keys()]);
  const states = [PersonState, MatchState, ReleaseState].flatMap(namesOf).map((name) => name.toLowerCase());

  // A single word may come from an enumeration or from a constant.
  expect(Object.keys(refusals).filter((text) => / /.test(text) && !said.has(text) && !states.includes(text))).toEqual([]);
});

test('the Chinese words have no place that the English ones have not', () => {
  expect(Object.entries(refusals).filter(([english, words]) => places(words).some((place) => !english.includes(place)))).toEqual(
    [],
  );
});

test.each([PersonState, MatchState, ReleaseState].flatMap(namesOf))('a record is refused in Chinese in the state %s', (state) => {
  expect(inChinese(state.toLowerCase())).toMatch(/\p{Script=Han}/u);
});

test.each(namesOf(ErrorReason))('%s is understood in Chinese in whatever words it comes', (reason) => {
  const told = refusalInChinese(refusal({ reason: `ERROR_REASON_${reason}`, message: 'Nobody has said so before' }));

  expect(told.message).toMatch(/^\p{Script=Han}.*。Nobody has said so before$/su);
});

test('no reason is told that there is not', () => {
  expect(Object.keys(reasons).toSorted()).toEqual(namesOf(ErrorReason).toSorted());
});

test('what is told in between is told in Chinese too where it has words', () => {
  expect(inChinese('cases/5301-1 is under investigation and cannot be reopened.')).toBe(
    'cases/5301-1 目前的状态为“侦查中”，不能进行此操作。',
  );
  expect(inChinese('There is no area 53.99.')).toBe('没有 地区 53.99。');
});

test('a field is named in Chinese, and so is what is wrong with it', () => {
  const told = refusalInChinese(
    refusal({
      fields: [
        { field: 'filter.terms[1].value', description: 'is longer than 200 characters' },
        { field: 'period', description: "'2021-13-01' is not a day as YYYY-MM-DD" },
        { field: 'strange_field', description: 'is a surprise' },
      ],
    }),
  );

  expect(told.fields).toEqual([
    { field: '筛选条件 · 条件（第 2 项） · 值', description: '超过 200 个字符' },
    { field: '时期', description: '“2021-13-01”不是日期（YYYY-MM-DD）' },
    { field: 'strange_field', description: 'is a surprise' },
  ]);
});

const isService = (value: unknown): value is DescService => (value as DescService | undefined)?.kind === 'service';

function fieldsOf(message: DescMessage, seen: Set<string>): string[] {
  if (seen.has(message.typeName) || message.typeName.startsWith('google.')) return [];
  seen.add(message.typeName);
  return message.fields.flatMap((field) => [field.name, ...(field.message ? fieldsOf(field.message, seen) : [])]);
}

test('every field of what the application asks has a Chinese name', () => {
  const sources = (readdirSync('src', { recursive: true }) as string[])
    .filter((file) => /\.tsx?$/.test(file) && !/^gen|\.test\./.test(file))
    .map((file) => readFileSync(path.join('src', file), 'utf8'))
    .join('\n');
  const modules = import.meta.glob<Record<string, unknown>>('../gen/border/**/*_pb.ts', { eager: true });
  const methods = Object.values(modules)
    .flatMap((module) => Object.values(module).filter(isService))
    .flatMap((service) => service.methods)
    .filter(({ localName }) => sources.includes(`.${localName}(`));
  const seen = new Set<string>();

  const fields = methods.flatMap(({ input }) => fieldsOf(input, seen));

  expect(methods.length).toBeGreaterThan(50);
  expect([...new Set(fields)].filter((name) => !Object.hasOwn(fieldNames, name))).toEqual([]);
});
