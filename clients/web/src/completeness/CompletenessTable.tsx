import { Badge, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { caution } from '../app/theme';
import { useAmounts } from '../figures/useAmounts';
import {
  type AreaCompleteness,
  CompletenessStatus,
  type IndicatorCompleteness,
} from '../gen/border/statistics/v1/completeness_pb';
import { useFormats } from '../language/formats';
import { PartTable } from '../parts/PartTable';
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
  const nameOf = ({ displayName, area }: AreaCompleteness) => formats.text(displayName) || names.area(area);
  const counts = t('completeness.counts', {
    reported: reportedCount,
    zero: zeroCount,
    partial: partialCount,
    missing: missingCount,
    notDue: notDueCount,
    expected: expectedCount,
  });
  return (
    <PartTable
      label={`${t('completeness.title')}: ${names.indicator(indicator.indicator)}`}
      items={indicator.areas}
      keyOf={({ area }) => area}
      empty={t('completeness.empty')}
      minWidth={560}
      above={<Text size="sm">{counts}</Text>}
      file={() => ({ fileName: `completeness-${indicator.indicator}`, notes: [t('completeness.intro'), counts] })}
      columns={[
        { head: t('completeness.area'), isName: true, cell: nameOf },
        {
          head: t('completeness.status'),
          cell: (area) => <Status area={area} />,
          text: ({ status }) => t(`completeness.states.${CompletenessStatus[status] as StatusName}`),
        },
        {
          head: t('completeness.value'),
          isNumber: true,
          cell: ({ value }) => (value ? amounts.value(value, indicator.indicator) : '–'),
          text: ({ value }) => value?.amount,
        },
        { head: t('completeness.knownOn'), cell: ({ knownOn }) => formats.day(knownOn), text: ({ knownOn }) => knownOn },
        {
          head: t('completeness.late'),
          cell: ({ lateDays }) => (lateDays > 0 ? t('completeness.lateDays', { count: lateDays }) : ''),
          text: ({ lateDays }) => lateDays || '',
        },
      ]}
    />
  );
}

function Status({ area: { status, contradictsZeroReport } }: { area: AreaCompleteness }) {
  const { t } = useTranslation();
  const name = CompletenessStatus[status] as StatusName;
  return (
    <>
      <Badge variant="outline" tt="none" color={looks[name].color} leftSection={<span aria-hidden>{looks[name].sign}</span>}>
        {t(`completeness.states.${name}`)}
      </Badge>
      {contradictsZeroReport && <Text size="sm">{t('completeness.contradicts')}</Text>}
    </>
  );
}
