import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Conduct } from '../gen/border/persons/v1/conduct_pb';
import type { Person } from '../gen/border/persons/v1/registry_pb';
import { useFormats } from '../language/formats';
import { useWords } from '../language/useWords';
import { RecordLink } from '../parts/RecordLink';
import { useNames } from '../reference/useNames';

/** The encounters with a person and with those merged into them. */
export function EncounterTable({ person }: { person: Person }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const names = useNames();
  const word = useWords();
  if (person.encounters.length === 0) return <Text size="sm">{t('persons.noEncounters')}</Text>;
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table verticalSpacing={4} tabularNums>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('persons.when')}</Table.Th>
            <Table.Th>{t('area.label')}</Table.Th>
            <Table.Th>{t('persons.conducts')}</Table.Th>
            <Table.Th>{t('persons.under')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {person.encounters.map((encounter) => (
            <Table.Tr key={encounter.interception}>
              <Table.Td>
                <RecordLink name={encounter.interception}>{time(encounter.interceptTime)}</RecordLink>
              </Table.Td>
              <Table.Td>{names.area(encounter.area)}</Table.Td>
              <Table.Td>{encounter.conducts.map((conduct) => word('Conduct', Conduct[conduct])).join(', ')}</Table.Td>
              <Table.Td>{encounter.person === person.name ? '' : <RecordLink name={encounter.person} />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
