import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Arrest, ArrestMeasure } from '../gen/border/cases/v1/arrests_pb';
import type { Case } from '../gen/border/cases/v1/cases_pb';
import { useFormats } from '../language/formats';

type MeasureName = Exclude<keyof typeof ArrestMeasure, 'UNSPECIFIED'>;

export function ArrestList({ record }: { record: Case }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  if (record.arrests.length === 0) return <Text size="sm">{t('cases.noArrests')}</Text>;
  const nameOf = ({ suspect, suspectId }: Arrest) =>
    suspect?.statedName ||
    record.suspects.find(({ id }) => id === suspectId)?.statedName ||
    suspect?.person ||
    suspectId ||
    t('cases.unknown');
  const standing = (arrest: Arrest) => {
    if (arrest.withdrawn) return t('cases.withdrawn');
    return arrest.releaseTime ? t('cases.released', { time: time(arrest.releaseTime) }) : t('cases.inCustody');
  };
  return (
    <Table verticalSpacing={4} tabularNums>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('cases.arrested')}</Table.Th>
          <Table.Th>{t('cases.suspects')}</Table.Th>
          <Table.Th>{t('cases.measure')}</Table.Th>
          <Table.Th>{t('cases.state')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {record.arrests.map((arrest) => (
          <Table.Tr key={arrest.id}>
            <Table.Td>{time(arrest.arrestTime)}</Table.Td>
            <Table.Td>{nameOf(arrest)}</Table.Td>
            <Table.Td>
              {arrest.measure !== ArrestMeasure.UNSPECIFIED && t(`measure.${ArrestMeasure[arrest.measure] as MeasureName}`)}
            </Table.Td>
            <Table.Td>{standing(arrest)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
