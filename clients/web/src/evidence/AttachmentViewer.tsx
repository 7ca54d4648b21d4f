import { Button, Group, Stack, Text } from '@mantine/core';
import type { Attachment } from '../gen/border/type/v1/attachment_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { Dialog } from '../parts/Dialog';
import { Loaded } from '../parts/Loaded';
import { isImage, isPdf } from './content';
import classes from './evidence.module.css';
import { useAddress, useContent } from './useEvidence';

/** A photo or document in its place; what browsers cannot show is downloaded. */
export function AttachmentViewer({ attachment, onClose }: { attachment: Attachment; onClose: () => void }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const content = useContent(attachment);
  return (
    <Dialog
      size="90rem"
      title={attachment.fileName || t('evidence.attachment')}
      closeLabel={t('evidence.close')}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm">{[attachment.caption, time(attachment.takeTime)].filter(Boolean).join(' · ')}</Text>
        <Loaded query={content}>{(bytes) => <Content bytes={bytes} attachment={attachment} />}</Loaded>
      </Stack>
    </Dialog>
  );
}

function Content({ bytes, attachment }: { bytes: Blob; attachment: Attachment }) {
  const { t } = useTranslation();
  const address = useAddress(bytes);
  const name = attachment.fileName || t('evidence.attachment');
  if (!address) return null;
  return (
    <>
      {isImage(attachment.contentType) && <img className={classes.image} src={address} alt={attachment.caption || name} />}
      {isPdf(attachment.contentType) && <iframe className={classes.document} src={address} title={name} />}
      <Group justify="space-between">
        <Text size="xs" c="dark.3" className={classes.digest}>
          {t('evidence.verified')} {attachment.sha256}
        </Text>
        <Button component="a" href={address} download={name} variant="default" size="xs">
          {t('evidence.download')}
        </Button>
      </Group>
    </>
  );
}
