import { Badge, Group, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { caution } from '../app/theme';
import { ExportMenu } from '../export/ExportMenu';
import { useAmounts } from '../figures/useAmounts';
import { CompletenessStatus, type IndicatorCompleteness } from '../gen/border/statistics/v1/completeness_pb';
import { useFormats } from '../language/formats';
import { useNames } from '../reference/useNames';

type StatusName = Exclude<keyof typeof CompletenessStatus, 'UNSPECIFIED'>;

const looks: Record<StatusName, { color: string; sign: string }> = {
  REPORTED: { color: 'teal.9', sign: '●' },
  REPORTED_ZERO: { color: 'teal.9', sign: '○' },
  PARTIAL: { color: caution, sign: '◐' },
  MISSING: { color: 'red.9', sign: '✕' },
  NOT_DUE: { color: 'gray.8', sign: '…' },
};

/** Each area and what it has reported. */
export function CompletenessTable({ indicator }: { indicator: IndicatorCompleteness }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amounts = useAmounts();
  const names = useNames();
  const { reportedCount, zeroCount, partialCount, missingCount, notDueCount, expectedCount } = indicator;
  const tableOf = () => ({
    title: `${t('completeness.title')}: ${names.indicator(indicator.indicator)}`,
    fileName: `completeness-${indicator.indicator}`,
    columns: [
      { name: t('completeness.area') },
      { name: t('completeness.status') },
      { name: t('completeness.value'), isNumber: true },
      { name: t('completeness.knownOn') },
      { name: t('completeness.late'), isNumber: true },
    ],
    rows: indicator.areas.map((area) => [
      formats.text(area.displayName) || names.area(area.area),
      t(`completeness.states.${CompletenessStatus[area.status] as StatusName}`),
      area.value?.amount,
      area.knownOn,
      area.lateDays ? String(area.lateDays) : '',
    ]),
    notes: [t('completeness.intro')],
  });
  return (
    <>
      <Group justify="space-between">
        <Text size="sm">
          {t('completeness.counts', {
            reported: reportedCount,
            zero: zeroCount,
            partial: partialCount,
            missing: missingCount,
            notDue: notDueCount,
            expected: expectedCount,
          })}
        </Text>
        <ExportMenu tableOf={tableOf} />
      </Group>
      <Table.ScrollContainer minWidth={560}>
        <Table striped verticalSpacing={6} tabularNums>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('completeness.area')}</Table.Th>
              <Table.Th>{t('completeness.status')}</Table.Th>
              <Table.Th ta="right">{t('completeness.value')}</Table.Th>
              <Table.Th>{t('completeness.knownOn')}</Table.Th>
              <Table.Th>{t('completeness.late')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {indicator.areas.map((area) => {
              const status = CompletenessStatus[area.status] as StatusName;
              return (
                <Table.Tr key={area.area}>
                  <Table.Th scope="row" fw={400}>
                    {formats.text(area.displayName) || names.area(area.area)}
                  </Table.Th>
                  <Table.Td>
                    <Badge
                      variant="outline"
                      tt="none"
                      color={looks[status].color}
                      leftSection={<span aria-hidden>{looks[status].sign}</span>}
                    >
                      {t(`completeness.states.${status}`)}
                    </Badge>
                    {area.contradictsZeroReport && <Text size="sm">{t('completeness.contradicts')}</Text>}
                  </Table.Td>
                  <Table.Td ta="right">{area.value ? amounts.value(area.value, indicator.indicator) : '–'}</Table.Td>
                  <Table.Td>{formats.day(area.knownOn)}</Table.Td>
                  <Table.Td>{area.lateDays > 0 && t('completeness.lateDays', { count: area.lateDays })}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  );
}
