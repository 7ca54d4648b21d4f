import i18next, { type TFunction } from 'i18next';
import { en } from './en';
import { zh } from './zh';

export type Language = 'en' | 'zh';

const place = 'border-language';
const documentLanguages: Record<Language, string> = { en: 'en', zh: 'zh-Hans' };

export const texts = i18next.createInstance();

export async function speak(first: Language) {
  await texts.init({
    lng: first,
    fallbackLng: 'en',
    resources: { en: { translation: en }, zh: { translation: zh } },
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = documentLanguages[first];
}

export function firstLanguage(): Language {
  const chosen = localStorage.getItem(place);
  if (chosen === 'en' || chosen === 'zh') return chosen;
  return navigator.language.startsWith('zh') ? 'zh' : 'en';
}

/** Kept for the next time; whoever is on screen is told by `texts`. */
export function choose(next: Language) {
  localStorage.setItem(place, next);
  document.documentElement.lang = documentLanguages[next];
  void texts.changeLanguage(next);
}

/** A language, and how its texts are read. */
export interface Speech {
  language: Language;
  t: TFunction;
}

const speeches: Partial<Record<Language, Speech>> = {};

/** The language that is spoken now: the same as long as it is. */
export const spoken = () => speechOf(texts.language === 'zh' ? 'zh' : 'en');

export function speechOf(language: Language): Speech {
  speeches[language] ??= { language, t: remembering(texts.getFixedT(language)) };
  return speeches[language];
}

// A page has hundreds of texts, nearly all of them always the same.
function remembering(read: TFunction): TFunction {
  const known = new Map<unknown, unknown>();
  return new Proxy(read, {
    apply: (_, self, [key, ...others]: unknown[]) => {
      if (others.length > 0) return Reflect.apply(read, self, [key, ...others]);
      if (!known.has(key)) known.set(key, Reflect.apply(read, self, [key]));
      return known.get(key);
    },
  });
}
