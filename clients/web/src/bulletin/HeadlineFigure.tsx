import { Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Marks } from '../figures/Marks';
import { useAmounts } from '../figures/useAmounts';
import { arrows, direction } from '../figures/values';
import type { BulletinLine } from '../gen/border/statistics/v1/statistics_pb';
import { useFormats } from '../language/formats';
import { usePeriodName } from '../periods/usePartName';
import classes from './bulletin.module.css';

/** One number, large, with what it was before. */
export function HeadlineFigure({ line }: { line: BulletinLine }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amounts = useAmounts();
  const periodName = usePeriodName();
  const comparison = line.figure?.comparisons[0];
  return (
    <Paper withBorder p="md" component="li" className={classes.headline}>
      <Stack gap={2}>
        <Text size="sm" fw={500}>
          {formats.text(line.displayName)}
        </Text>
        <Text className={classes.number}>{formats.text(line.printed)}</Text>
        <Text size="sm" fw={600}>
          {comparison?.percent
            ? `${arrows[direction(comparison)]} ${formats.percent(comparison.percent)}`
            : t('bulletin.noChange')}
        </Text>
        {comparison?.base && (
          <Text size="xs" c="dark.3">
            {t('bulletin.base', {
              base: amounts.value(comparison.base, line.figure?.indicator ?? ''),
              period: periodName(comparison.basePeriod),
            })}
          </Text>
        )}
        <Marks flags={[...(line.figure?.flags ?? []), ...(comparison?.flags ?? [])]} />
      </Stack>
    </Paper>
  );
}
