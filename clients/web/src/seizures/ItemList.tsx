import { Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ItemKind, type SeizedItem } from '../gen/border/seizures/v1/items_pb';
import { type Measurement, MeasurementBasis, MeasurementMethod } from '../gen/border/seizures/v1/measurements_pb';
import { useFormats } from '../language/formats';
import { useWords } from '../language/useWords';
import { useQuantity } from './useQuantity';

/** The items of a seizure, each with every finding of how much of it there is. */
export function ItemList({ items }: { items: SeizedItem[] }) {
  const { t } = useTranslation();
  const word = useWords();
  const quantity = useQuantity();
  return (
    <Stack gap="md">
      {items.map((item) => (
        <div key={item.id}>
          <Text size="sm" fw={600}>
            {[word('ItemKind', ItemKind[item.kind]), item.sort.replaceAll('_', ' ')].filter(Boolean).join(': ')}
          </Text>
          <Text size="sm">
            {t('seizures.stated')}: {quantity(item.quantity)} · {t('seizures.counted')}:{' '}
            <strong>{quantity(item.counted ?? item.quantity)}</strong>
          </Text>
          <Measurements measurements={item.measurements} />
        </div>
      ))}
    </Stack>
  );
}

function Measurements({ measurements }: { measurements: Measurement[] }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const word = useWords();
  const quantity = useQuantity();
  if (measurements.length === 0) {
    return (
      <Text size="sm" c="dark.3">
        {t('seizures.noMeasurements')}
      </Text>
    );
  }
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table verticalSpacing={4} tabularNums aria-label={t('seizures.measurements')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('seizures.measured')}</Table.Th>
            <Table.Th>{t('seizures.method')}</Table.Th>
            <Table.Th>{t('seizures.quantity')}</Table.Th>
            <Table.Th>{t('seizures.by')}</Table.Th>
            <Table.Th>{t('seizures.certificate')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {measurements.map((found) => (
            <Table.Tr key={found.id}>
              <Table.Td>{time(found.measureTime)}</Table.Td>
              <Table.Td>
                {word('MeasurementMethod', MeasurementMethod[found.method])}{' '}
                {word('MeasurementBasis', MeasurementBasis[found.basis])}
              </Table.Td>
              <Table.Td>
                {quantity(found.quantity)} {found.withdrawn && `(${t('seizures.withdrawn')}: ${found.withdrawReason})`}
              </Table.Td>
              <Table.Td>{found.measuredBy}</Table.Td>
              <Table.Td>{found.certificate}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
