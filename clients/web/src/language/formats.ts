import { type Timestamp, timestampDate } from '@bufbuild/protobuf/wkt';
import type { LocalizedText } from '../gen/border/type/v1/text_pb';
import type { Language } from './language';
import { useLanguage } from './useTranslation';

/** How numbers, dates and names are written in a language. Amounts stay exact decimals, as the services give them. */
export function formatsOf(language: Language): Formats {
  made[language] ??= makeFormats(language);
  return made[language];
}

// Made once: a browser takes longer to make one than to write a page of numbers with it.
const made: Partial<Record<Language, Formats>> = {};

function makeFormats(language: Language) {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const cached = new Map<string, Intl.NumberFormat>();
  const formatOf = (options: Intl.NumberFormatOptions) => {
    const key = JSON.stringify(options);
    const format = cached.get(key) ?? new Intl.NumberFormat(locale, options);
    cached.set(key, format);
    return format;
  };
  // What is not zero is never written as zero.
  const write = (amount: string | number, decimals: number, signDisplay: 'auto' | 'exceptZero') => {
    const isTiny = Number(amount) !== 0 && Math.abs(Number(amount)) < 0.5 * 10 ** -decimals;
    const precision = isTiny ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: decimals };
    return formatOf({ ...precision, signDisplay }).format(amount as Intl.StringNumericLiteral);
  };
  const percent = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const month = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  return {
    number: (amount: string | number, decimals = 6) => write(amount, decimals, 'auto'),
    change: (amount: string, decimals = 6) => write(amount, decimals, 'exceptZero'),
    percent: (amount: string) => `${percent.format(amount as Intl.StringNumericLiteral)}%`,
    /** A day of the calendar, which no time zone moves: `2021-06-30`. */
    day: (date: string) => (date ? day.format(new Date(`${date}T00:00:00Z`)) : ''),
    /** The name of a month of the year, the first of which is 1. */
    month: (number: number) => (language === 'zh' ? `${number}月` : month.format(Date.UTC(2000, number - 1, 1))),
    time: (stamp: Timestamp | undefined) => (stamp ? time.format(timestampDate(stamp)) : ''),
    text: (text: LocalizedText | undefined) => (text ? text[language] || text.en : ''),
  };
}

export type Formats = ReturnType<typeof makeFormats>;

export const useFormats = (): Formats => formatsOf(useLanguage().language);
