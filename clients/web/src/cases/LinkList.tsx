import { Stack, Text } from '@mantine/core';
import { type CaseLink, LinkKind } from '../gen/border/cases/v1/links_pb';
import { useTranslation } from '../language/useTranslation';
import { RecordLink } from '../parts/RecordLink';

type KindName = Exclude<keyof typeof LinkKind, 'UNSPECIFIED'>;

export function LinkList({ links }: { links: CaseLink[] }) {
  const { t } = useTranslation();
  if (links.length === 0) return <Text size="sm">{t('cases.noLinks')}</Text>;
  return (
    <Stack gap={4}>
      {links.map(({ record, kind, reason }) => (
        <Text size="sm" key={record}>
          {t(`linkKind.${LinkKind[kind] as KindName}`)}: <RecordLink name={record} />
          {reason && ` (${reason})`}
        </Text>
      ))}
    </Stack>
  );
}
