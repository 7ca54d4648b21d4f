import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { columns, rowsOf } from '../figures/exportFigures';
import { useAmounts } from '../figures/useAmounts';
import type { Figure } from '../gen/border/statistics/v1/statistics_pb';
import { PartTable } from '../parts/PartTable';
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
  return (
    <Section title={title}>
      <PartTable
        label={title}
        items={amounts}
        keyOf={({ area }) => area}
        empty={t('figures.none')}
        minWidth={200}
        above={null}
        file={() => ({
          fileName: `${search.indicator}-${search.period}-areas`,
          columns,
          rows: rowsOf(amounts, ({ area }) => names.area(area)),
          notes: [t('figures.unit', { unit: amounts[0]?.unit })],
        })}
        columns={[
          {
            head: t('area.label'),
            isName: true,
            cell: ({ area }) => (
              <Anchor
                size="sm"
                renderRoot={(props) => (
                  <Link {...props} to="/figures" search={{ indicator: search.indicator, period: search.period, area }} />
                )}
              >
                {names.area(area)}
              </Anchor>
            ),
            text: ({ area }) => names.area(area),
          },
          { head: t('figures.value'), isNumber: true, cell: ({ value, indicator }) => write.value(value, indicator) },
        ]}
      />
    </Section>
  );
}
