import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Attachment } from '../gen/border/type/v1/attachment_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { Erased } from '../parts/Erased';
import { Facts } from '../parts/Facts';
import { Loaded } from '../parts/Loaded';
import { AttachmentViewer } from './AttachmentViewer';
import { isShown } from './content';
import { useEvidence } from './useEvidence';

/** An item of evidence with what it says and its photos and documents. */
export function EvidenceItem({ name }: { name: string }) {
  const { t } = useTranslation();
  const { time, number } = useFormats();
  const [viewed, setViewed] = useState<Attachment | null>(null);
  const nameOf = ({ fileName, id }: Attachment) => fileName || id;
  return (
    <Loaded query={useEvidence(name)}>
      {({ description, author, exhibit, attachments, withdrawReason, withdrawer, withdrawTime, eraseTime }) => (
        <Stack gap="sm">
          <Erased record={{ eraseTime }} />
          <Facts
            facts={[
              [t('evidence.shows'), description?.text],
              [t('evidence.place'), description?.place],
              [t('evidence.obtainedBy'), description?.obtainedBy],
              [t('evidence.author'), author],
              [t('evidence.exhibit'), exhibit],
              [t('evidence.withdrawn'), [withdrawReason, withdrawer, time(withdrawTime)].filter(Boolean).join(' · ')],
            ]}
          />
          {attachments.map((attachment) => (
            <Group key={attachment.id} gap="sm">
              <Button size="xs" variant="default" onClick={() => setViewed(attachment)}>
                {t(isShown(attachment.contentType) ? 'evidence.view' : 'evidence.open', { name: nameOf(attachment) })}
              </Button>
              <Text size="sm" c="dark.3">
                {attachment.contentType} · {number(Math.ceil(Number(attachment.sizeBytes) / 1024))} KiB
              </Text>
            </Group>
          ))}
          {viewed && <AttachmentViewer attachment={viewed} onClose={() => setViewed(null)} />}
        </Stack>
      )}
    </Loaded>
  );
}
