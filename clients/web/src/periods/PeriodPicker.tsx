import { Group } from '@mantine/core';
import { useTranslation } from '../language/useTranslation';
import { ChoiceField } from '../parts/ChoiceField';
import { parsePeriod, parts, writePeriod } from './periods';
import { usePartName } from './usePartName';

const firstYear = 2010;

/** Chooses a year and a part of it. */
export function PeriodPicker({ period, onChange }: { period: string; onChange: (period: string) => void }) {
  const { t } = useTranslation();
  const partName = usePartName();
  const parsed = parsePeriod(period);
  const thisYear = new Date().getFullYear();
  const years = Array.from({ length: thisYear - firstYear + 1 }, (_, index) => String(thisYear - index));
  if (!parsed) years.unshift(period);
  return (
    <Group gap="xs" align="end" wrap="nowrap">
      <ChoiceField
        label={t('period.year')}
        data={years}
        value={parsed ? String(parsed.year) : period}
        onChange={(event) => onChange(writePeriod({ year: Number(event.currentTarget.value), part: parsed?.part ?? '' }))}
      />
      <ChoiceField
        label={t('period.part')}
        disabled={!parsed}
        data={parts.map((part) => ({ value: part, label: partName(part) }))}
        value={parsed?.part ?? ''}
        onChange={(event) => parsed && onChange(writePeriod({ ...parsed, part: event.currentTarget.value }))}
      />
    </Group>
  );
}
