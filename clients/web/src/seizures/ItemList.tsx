import { Stack, Text } from '@mantine/core';
import type { ParseKeys } from 'i18next';
import { ItemKind, type SeizedItem } from '../gen/border/seizures/v1/items_pb';
import { type Measurement, MeasurementBasis, MeasurementMethod } from '../gen/border/seizures/v1/measurements_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { PartTable } from '../parts/PartTable';
import { useSubstances } from '../reference/reference';
import { useQuantity } from './useQuantity';

/** The items of a seizure, each with every finding of how much of it there is. */
export function ItemList({ items }: { items: SeizedItem[] }) {
  const { t } = useTranslation();
  const { text } = useFormats();
  const word = useWords();
  const quantity = useQuantity();
  const substances = useSubstances().data ?? [];
  const sortOf = (sort: string) =>
    text(substances.find(({ code }) => code === sort)?.displayName) ||
    t(`categories.${sort}` as ParseKeys, { defaultValue: sort.replaceAll('_', ' ') });
  const nameOf = ({ kind, sort }: SeizedItem) => {
    const what = word('ItemKind', ItemKind[kind]);
    return sort ? t('list.is', { what, words: sortOf(sort) }) : what;
  };
  return (
    <Stack gap="md">
      {items.map((item) => (
        <div key={item.id}>
          <Text size="sm" fw={600}>
            {nameOf(item)}
          </Text>
          <Text size="sm">
            {t('list.is', { what: t('seizures.stated'), words: quantity(item.quantity) })} ·{' '}
            {t('list.is', { what: t('seizures.counted'), words: '' })}
            <strong>{quantity(item.counted ?? item.quantity)}</strong>
          </Text>
          <Measurements measurements={item.measurements} what={nameOf(item)} />
        </div>
      ))}
    </Stack>
  );
}

function Measurements({ measurements, what }: { measurements: Measurement[]; what: string }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const word = useWords();
  const quantity = useQuantity();
  return (
    <PartTable
      label={`${t('seizures.measurements')}: ${what}`}
      items={measurements}
      keyOf={({ id }) => id}
      empty={t('seizures.noMeasurements')}
      minWidth={480}
      columns={[
        { head: t('seizures.measured'), cell: ({ measureTime }) => time(measureTime) },
        {
          head: t('seizures.method'),
          cell: ({ method, basis }) =>
            `${word('MeasurementMethod', MeasurementMethod[method])} ${word('MeasurementBasis', MeasurementBasis[basis])}`,
        },
        {
          head: t('seizures.quantity'),
          cell: (found) =>
            `${quantity(found.quantity)}${found.withdrawn ? ` (${t('seizures.withdrawn')}: ${found.withdrawReason})` : ''}`,
        },
        { head: t('seizures.by'), cell: ({ measuredBy }) => measuredBy },
        { head: t('seizures.certificate'), cell: ({ certificate }) => certificate },
      ]}
    />
  );
}
