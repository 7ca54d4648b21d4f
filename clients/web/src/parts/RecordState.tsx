import { Badge, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The state of a record, in words, with its name and version. */
export function RecordState({ state, record }: { state: string; record: { name: string; etag: string } }) {
  const { t } = useTranslation();
  return (
    <Group>
      <Badge variant="outline" tt="none" fw={500} color="gray.8">
        {state}
      </Badge>
      <Text size="sm" c="dark.3">
        {record.name} · {t('cases.version', { etag: record.etag })}
      </Text>
    </Group>
  );
}
