import { Text } from '@mantine/core';
import type { MethodologyNote } from '../gen/border/statistics/v1/releases_pb';
import { useFormats } from '../language/formats';
import { useLanguage } from '../language/language';
import classes from '../parts/terms.module.css';

/** How each figure was counted, in the words of its release. */
export function Notes({ notes }: { notes: MethodologyNote[] }) {
  const { text } = useFormats();
  const { language } = useLanguage();
  return (
    <dl className={classes.terms}>
      {notes
        .filter(({ note }) => note?.en || note?.zh)
        .map(({ indicator, displayName, note }) => (
          <div key={indicator}>
            <Text component="dt" size="sm" fw={600}>
              {text(displayName)}
            </Text>
            <Text component="dd" size="sm">
              {(language === 'zh' ? note?.zh : note?.en) || note?.en}
            </Text>
          </div>
        ))}
    </dl>
  );
}
