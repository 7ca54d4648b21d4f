import { type Timestamp, timestampDate } from '@bufbuild/protobuf/wkt';
import { useMemo } from 'react';
import type { LocalizedText } from '../gen/border/type/v1/text_pb';
import { type Language, useLanguage } from './language';

/** How numbers, dates and names are written in a language. Amounts stay exact decimals, as the services give them. */
export function formatsOf(language: Language) {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 6, signDisplay: 'exceptZero' });
  const percent = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    number: (amount: string | number) => number.format(amount as Intl.StringNumericLiteral),
    change: (amount: string) => signed.format(amount as Intl.StringNumericLiteral),
    percent: (amount: string) => `${percent.format(amount as Intl.StringNumericLiteral)}%`,
    /** A day of the calendar, which no time zone moves: `2021-06-30`. */
    day: (date: string) => (date ? day.format(new Date(`${date}T00:00:00Z`)) : ''),
    time: (stamp: Timestamp | undefined) => (stamp ? time.format(timestampDate(stamp)) : ''),
    text: (text: LocalizedText | undefined) => (text ? text[language] || text.en : ''),
  };
}

export type Formats = ReturnType<typeof formatsOf>;

export function useFormats(): Formats {
  const { language } = useLanguage();
  return useMemo(() => formatsOf(language), [language]);
}
