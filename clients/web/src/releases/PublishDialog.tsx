import { Button, Group, Stack, Text } from '@mantine/core';
import type { Release } from '../gen/border/statistics/v1/releases_pb';
import { useTranslation } from '../language/useTranslation';
import { Dialog } from '../parts/Dialog';
import { usePeriodName } from '../periods/usePartName';
import { useNames } from '../reference/useNames';

/** Asks before a release is published, which nothing takes back. */
export function PublishDialog({ release, onPublish, onClose }: { release: Release; onPublish: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const periodName = usePeriodName();
  return (
    <Dialog title={t('releases.verb.publish')} onClose={onClose}>
      <Stack>
        <Text fw={600}>{t('list.of', { what: periodName(release.period), part: names.area(release.area) })}</Text>
        <Text size="sm">{t('releases.publishHelp')}</Text>
        <Group justify="end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('verb.cancel')}
          </Button>
          <Button onClick={onPublish}>{t('releases.verb.publish')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
