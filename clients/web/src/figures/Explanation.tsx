import { Stack, Text, Title } from '@mantine/core';
import type { ParseKeys } from 'i18next';
import { examiners } from '../app/pages';
import type { Figure } from '../gen/border/statistics/v1/statistics_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { usePeriodName } from '../periods/usePartName';
import { useIndicators } from '../reference/reference';
import { useNames } from '../reference/useNames';
import { useMay } from '../services/session';
import { FigureHistory } from './FigureHistory';
import { FigureRecords } from './FigureRecords';
import { useAmounts } from './useAmounts';

/** The rule behind a number, how it became known, and the records that make it up. */
export function Explanation({ figure, name, asOf }: { figure: Figure; name: string; asOf: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amounts = useAmounts();
  const names = useNames();
  const periodName = usePeriodName();
  const mayExamine = useMay(...examiners);
  const indicator = useIndicators().data?.find(({ code }) => code === figure.indicator);
  const dateOf = (field: string) => t(`dates.${field}` as ParseKeys, { defaultValue: field.replaceAll('_', ' ') });
  return (
    <Stack gap="lg">
      <div>
        <Text fz={28} fw={650}>
          {amounts.value(figure.value, figure.indicator)}
        </Text>
        <Text size="sm">
          {[...new Set([names.indicator(figure.indicator), name, periodName(figure.period), names.areaOf(figure)])].join(' · ')}
        </Text>
      </div>
      <section>
        <Title order={3} size="h5" mb={4}>
          {t('explain.rule')}
        </Title>
        <Text size="sm">{formats.text(indicator?.methodology)}</Text>
        {indicator?.decidingDate && <Text size="sm">{t('explain.decides', { date: dateOf(indicator.decidingDate) })}</Text>}
        {indicator?.ruleVersions.map((version) => (
          <Text size="sm" key={version.since}>
            {version.since && `${t('explain.since', { day: formats.day(version.since) })}: `}
            {formats.text(version.note)}
          </Text>
        ))}
      </section>
      <section>
        <Title order={3} size="h5" mb={4}>
          {t('explain.history')}
        </Title>
        <FigureHistory figure={figure} />
      </section>
      {mayExamine && (
        <section>
          <Title order={3} size="h5" mb={4}>
            {t('explain.records')}
          </Title>
          <FigureRecords figure={figure} asOf={asOf} />
        </section>
      )}
    </Stack>
  );
}
