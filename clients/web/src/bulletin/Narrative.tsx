import { SimpleGrid, Text, Title } from '@mantine/core';
import type { Narrative as Texts } from '../gen/border/statistics/v1/statistics_pb';
import { useLanguage, useTranslation } from '../language/useTranslation';
import classes from './bulletin.module.css';

/** The text of the bulletin in both languages, the reader's first. */
export function Narrative({ narrative }: { narrative: Texts }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const both = [
    { lang: 'en', name: t('bulletin.english'), text: narrative.en },
    { lang: 'zh-Hans', name: t('bulletin.chinese'), text: narrative.zh },
  ];
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
      {(language === 'zh' ? both.reverse() : both).map(({ lang, name, text }) => (
        <div key={lang}>
          <Title order={3} size="h6" mb="xs">
            {name}
          </Title>
          <Text lang={lang} className={classes.narrative}>
            {text.trim()}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  );
}
