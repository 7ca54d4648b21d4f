import type { ParseKeys } from 'i18next';
import { useTranslation } from './useTranslation';

/** What was done to a record, in words; a verb that has none of its own is told as the history has it. */
export function useVerb() {
  const { t } = useTranslation();
  return (verb: string) => t(`verbs.${verb.replaceAll(' ', '_')}` as ParseKeys, { defaultValue: verb.replaceAll('_', ' ') });
}
