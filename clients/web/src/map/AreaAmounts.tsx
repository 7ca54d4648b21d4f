import { Anchor, Group, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ExportMenu } from '../export/ExportMenu';
import { columns, rowsOf } from '../figures/exportFigures';
import { useAmounts } from '../figures/useAmounts';
import type { Figure } from '../gen/border/statistics/v1/statistics_pb';
import { Section } from '../parts/Section';
import { usePeriodName } from '../periods/usePartName';
import { useNames } from '../reference/useNames';
import type { MapSearch } from './search';

/** What the circles of the map stand for; an area leads to its figures. */
export function AreaAmounts({ amounts, search }: { amounts: Figure[]; search: MapSearch }) {
  const { t } = useTranslation();
  const write = useAmounts();
  const names = useNames();
  const periodName = usePeriodName();
  const title = `${names.indicator(search.indicator ?? '')}, ${periodName(search.period ?? '')}`;
  const tableOf = () => ({
    title,
    fileName: `${search.indicator}-${search.period}-areas`,
    columns,
    rows: rowsOf(amounts, ({ area }) => names.area(area)),
    notes: [t('figures.unit', { unit: amounts[0]?.unit })],
  });
  return (
    <Section title={title}>
      <Group justify="flex-end">
        <ExportMenu tableOf={tableOf} />
      </Group>
      <Table verticalSpacing={4} tabularNums aria-label={title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('area.label')}</Table.Th>
            <Table.Th ta="right">{t('figures.value')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {amounts.map((figure) => (
            <Table.Tr key={figure.area}>
              <Table.Th scope="row" fw={400}>
                <Anchor
                  size="sm"
                  renderRoot={(props) => (
                    <Link
                      {...props}
                      to="/figures"
                      search={{ indicator: search.indicator, period: search.period, area: figure.area }}
                    />
                  )}
                >
                  {names.area(figure.area)}
                </Anchor>
              </Table.Th>
              <Table.Td ta="right">{write.value(figure.value, figure.indicator)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
