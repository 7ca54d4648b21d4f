import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { en } from './en';
import { zh } from './zh';

export type Language = 'en' | 'zh';

const place = 'border-language';
const documentLanguages: Record<Language, string> = { en: 'en', zh: 'zh-Hans' };

export const texts = i18next.createInstance();

export async function speak(first: Language) {
  await texts.use(initReactI18next).init({
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

export function useLanguage() {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'zh' ? 'zh' : 'en';
  const choose = (next: Language) => {
    localStorage.setItem(place, next);
    document.documentElement.lang = documentLanguages[next];
    void i18n.changeLanguage(next);
  };
  return { language, choose };
}
