import type { MethodologyNote } from '../gen/border/statistics/v1/releases_pb';
import { useFormats } from '../language/formats';
import { useLanguage } from '../language/useTranslation';
import { Definitions } from '../parts/Definitions';

/** How each figure was counted, in the words of its release. */
export function Notes({ notes }: { notes: MethodologyNote[] }) {
  const { text } = useFormats();
  const { language } = useLanguage();
  const entries = notes
    .filter(({ note }) => note?.en || note?.zh)
    .map(({ indicator, displayName, note }) => ({
      key: indicator,
      term: text(displayName),
      words: (language === 'zh' ? note?.zh : note?.en) || note?.en,
    }));
  return <Definitions entries={entries} />;
}
