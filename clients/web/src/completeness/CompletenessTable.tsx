import { Text } from '@mantine/core';
import { useAmounts } from '../figures/useAmounts';
import {
  type AreaCompleteness,
  CompletenessStatus,
  type IndicatorCompleteness,
} from '../gen/border/statistics/v1/completeness_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { Mark, type Tone } from '../parts/Mark';
import { PartTable } from '../parts/PartTable';
import { useNames } from '../reference/useNames';

type StatusName = Exclude<keyof typeof CompletenessStatus, 'UNSPECIFIED'>;

const looks: Record<StatusName, { tone: Tone; sign: string }> = {
  REPORTED: { tone: 'good', sign: '●' },
  REPORTED_ZERO: { tone: 'good', sign: '○' },
  PARTIAL: { tone: 'caution', sign: '◐' },
  MISSING: { tone: 'bad', sign: '✕' },
  NOT_DUE: { tone: 'plain', sign: '…' },
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
      <Mark {...looks[name]}>{t(`completeness.states.${name}`)}</Mark>
      {contradictsZeroReport && <Text size="sm">{t('completeness.contradicts')}</Text>}
    </>
  );
}
