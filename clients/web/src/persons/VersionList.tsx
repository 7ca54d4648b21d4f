import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language/formats';
import { Loaded } from '../parts/Loaded';
import classes from '../parts/parts.module.css';
import { useVersions } from './usePersons';

/** What was done to a record, when, by whom and why, the latest first. */
export function VersionList({ name }: { name: string }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  return (
    <Loaded query={useVersions(name)}>
      {({ versions }) =>
        versions.length === 0 ? (
          <Text size="sm">{t('persons.noHistory')}</Text>
        ) : (
          <Table.ScrollContainer minWidth={360}>
            <Table verticalSpacing={4} tabularNums>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('persons.when')}</Table.Th>
                  <Table.Th>{t('persons.verb')}</Table.Th>
                  <Table.Th>{t('persons.actor')}</Table.Th>
                  <Table.Th>{t('persons.reason')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {versions.toReversed().map((version) => (
                  <Table.Tr key={version.version.toString()}>
                    <Table.Td>{time(version.commitTime)}</Table.Td>
                    <Table.Td>{version.verb.replaceAll('_', ' ')}</Table.Td>
                    <Table.Td>{version.actor}</Table.Td>
                    <Table.Td className={classes.words}>{version.reason}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )
      }
    </Loaded>
  );
}
