import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type CaseLink, LinkKind } from '../gen/border/cases/v1/links_pb';

type KindName = Exclude<keyof typeof LinkKind, 'UNSPECIFIED'>;

export function LinkList({ links }: { links: CaseLink[] }) {
  const { t } = useTranslation();
  if (links.length === 0) return <Text size="sm">{t('cases.noLinks')}</Text>;
  return (
    <Stack gap={4}>
      {links.map(({ record, kind, reason }) => (
        <Text size="sm" key={record}>
          {t(`linkKind.${LinkKind[kind] as KindName}`)}:{' '}
          {record.startsWith('cases/') ? (
            <Anchor renderRoot={(props) => <Link {...props} to="/cases/$id" params={{ id: record.slice('cases/'.length) }} />}>
              {record}
            </Anchor>
          ) : (
            record
          )}
          {reason && ` (${reason})`}
        </Text>
      ))}
    </Stack>
  );
}
