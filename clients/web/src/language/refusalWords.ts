import type { Refusal } from '../services/refusal';
import { refusals } from './zh/refusals';
import { fieldNames } from './zh/refusals/fieldNames';
import { reasons } from './zh/refusals/reasons';

interface Saying {
  pattern: RegExp;
  words: string;
}

const place = /\{\d+\}/;
const literally = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
const told = (english: string) => english.split(place).join('').length;

// What says the most comes first: other sayings may be of its words with more in between.
const sayings: Saying[] = Object.entries(refusals)
  .toSorted(([one], [other]) => told(other) - told(one))
  .map(([english, words]) => ({ pattern: new RegExp(`^${english.split(place).map(literally).join('(.+)')}$`, 's'), words }));

/** In Chinese what a service says in English, with whatever is told in between; undefined where it has no words here. */
export function inChinese(english: string): string | undefined {
  const exact = Object.hasOwn(refusals, english) ? refusals[english] : undefined;
  if (exact !== undefined) return exact;
  for (const { pattern, words } of sayings) {
    const found = pattern.exec(english);
    if (found) return words.replaceAll(/\{(\d+)\}/g, (_, at) => inChineseOrAsIs(found[Number(at) + 1] ?? ''));
  }
  return undefined;
}

const inChineseOrAsIs = (english: string) => inChinese(english) ?? english;

/** `filter.terms[1].value` as people read it; a field that has no words here is told as the contract has it. */
const fieldInChinese = (path: string) =>
  path
    .split('.')
    .map((part) => {
      const [, name = part, index] = /^(\w+)(?:\[(\d+)\])?$/.exec(part) ?? [];
      const words = Object.hasOwn(fieldNames, name) ? fieldNames[name] : name;
      return index === undefined ? words : `${words}（第 ${Number(index) + 1} 项）`;
    })
    .join(' · ');

/** A refusal as a Chinese page tells it. What the service says in words that are not known here follows in English. */
export function refusalInChinese({ message, fields, reason, ...others }: Refusal): Refusal {
  const general = reasons[reason.replace('ERROR_REASON_', '') as keyof typeof reasons] ?? '';
  return {
    ...others,
    reason,
    message: message && (inChinese(message) ?? `${general}${message}`),
    fields: fields.map(({ field, description }) => ({ field: fieldInChinese(field), description: inChineseOrAsIs(description) })),
  };
}
