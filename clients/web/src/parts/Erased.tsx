import type { Timestamp } from '@bufbuild/protobuf/wkt';
import { Alert, Text } from '@mantine/core';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';

interface Props {
  record: { eraseTime?: Timestamp; eraseReason?: string };
}

/** Told in the place of what is gone for good: when it was erased, and why. Nothing where a record stands. */
export function Erased({ record: { eraseTime, eraseReason } }: Props) {
  const { t } = useTranslation();
  const { time } = useFormats();
  if (!eraseTime) return null;
  return (
    <Alert color="gray.9" variant="outline" role="note" title={t('erased.title')}>
      <Text size="sm">
        {t('erased.when', { time: time(eraseTime) })} {eraseReason && t('erased.why', { reason: eraseReason })}
      </Text>
      <Text size="sm">{t('erased.counts')}</Text>
    </Alert>
  );
}
