import { Accordion, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { type CaseEvidence, EvidenceKind } from '../gen/border/cases/v1/evidence_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { Loaded } from '../parts/Loaded';
import { EvidenceItem } from './EvidenceItem';
import { useEvidenceList } from './useEvidence';

/** What proves what in a case, the latest first. Only what is opened is read whole. */
export function EvidenceList({ id }: { id: string }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<string[]>([]);
  const found = useEvidenceList(id);
  return (
    <Loaded query={found}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.evidence);
        if (items.length === 0 && !found.hasNextPage) return <Text size="sm">{t('evidence.none')}</Text>;
        return (
          <>
            <Accordion multiple variant="separated" value={opened} onChange={setOpened} order={3}>
              {items.map((item) => (
                <Accordion.Item key={item.name} value={item.name}>
                  <Accordion.Control>
                    <Heading item={item} />
                  </Accordion.Control>
                  <Accordion.Panel>{opened.includes(item.name) && <EvidenceItem name={item.name} />}</Accordion.Panel>
                </Accordion.Item>
              ))}
            </Accordion>
            {found.hasNextPage && (
              <Button size="xs" variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                {t('evidence.more')}
              </Button>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function Heading({ item: { kind, obtainTime, attachments, exhibit, withdrawn } }: { item: CaseEvidence }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const word = useWords();
  return (
    <Group gap="xs">
      <Text size="sm" fw={600}>
        {word('EvidenceKind', EvidenceKind[kind])}
      </Text>
      <Text size="sm" c="dark.3">
        {[
          time(obtainTime),
          attachments.length > 0 && t('evidence.attachments', { count: attachments.length }),
          exhibit && t('evidence.exhibit'),
          withdrawn && t('evidence.withdrawn'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </Group>
  );
}
