import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Observation, ObservationCategory, Severity } from '../gen/border/patrols/v1/observations_pb';
import { useFormats } from '../language/formats';
import { useWords } from '../language/useWords';
import classes from '../parts/parts.module.css';

export function ObservationTable({ observations }: { observations: Observation[] }) {
  const { t } = useTranslation();
  const { time, number } = useFormats();
  const word = useWords();
  if (observations.length === 0) return <Text size="sm">{t('patrols.noObservations')}</Text>;
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table verticalSpacing={4} tabularNums>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('persons.when')}</Table.Th>
            <Table.Th>{t('patrols.observations')}</Table.Th>
            <Table.Th>{t('patrols.severity')}</Table.Th>
            <Table.Th>{t('seizures.position')}</Table.Th>
            <Table.Th>{t('patrols.note')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {observations.map((seen) => (
            <Table.Tr key={seen.id}>
              <Table.Td>{time(seen.observeTime)}</Table.Td>
              <Table.Td>
                {word('ObservationCategory', ObservationCategory[seen.category])} {seen.isVoid && `(${t('patrols.void')})`}
              </Table.Td>
              <Table.Td>{word('Severity', Severity[seen.severity])}</Table.Td>
              <Table.Td>{seen.position && `${number(seen.position.latitude)}, ${number(seen.position.longitude)}`}</Table.Td>
              <Table.Td className={classes.words}>{seen.note}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
