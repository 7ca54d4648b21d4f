import type { ParseKeys } from 'i18next';
import type { en } from './en';
import { useTranslation } from './useTranslation';

export type WordKind = keyof typeof en.words;

/** The value of an enumeration as people read it: `word('Conduct', Conduct[value])`; nothing for what is not stated. */
export function useWords() {
  const { t } = useTranslation();
  return (kind: WordKind, name: string | undefined) =>
    name === undefined || name === 'UNSPECIFIED' ? '' : t(`words.${kind}.${name}` as ParseKeys);
}
