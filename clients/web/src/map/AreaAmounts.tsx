import { columns, rowsOf } from '../figures/exportFigures';
import { useAmounts } from '../figures/useAmounts';
import { useTitle } from '../figures/useTitle';
import { useUnit } from '../figures/useUnit';
import type { Figure } from '../gen/border/statistics/v1/statistics_pb';
import { useTranslation } from '../language/useTranslation';
import { PartTable } from '../parts/PartTable';
import classes from '../parts/parts.module.css';
import { Section } from '../parts/Section';
import { useWay } from '../parts/useWay';
import { useNames } from '../reference/useNames';
import type { MapSearch } from './search';

/** What the circles of the map stand for; an area leads to its figures. */
export function AreaAmounts({ amounts, search }: { amounts: Figure[]; search: MapSearch }) {
  const { t } = useTranslation();
  const unitOf = useUnit();
  const write = useAmounts();
  const names = useNames();
  const title = useTitle()(search);
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
          notes: [unitOf(amounts[0]?.unit)],
        })}
        columns={[
          {
            head: t('area.label'),
            isName: true,
            cell: ({ area }) => <AreaLink area={area} search={search} name={names.area(area)} />,
            text: ({ area }) => names.area(area),
          },
          { head: t('figures.value'), isNumber: true, cell: ({ value, indicator }) => write.value(value, indicator) },
        ]}
      />
    </Section>
  );
}

function AreaLink({ area, name, search: { indicator, period } }: { area: string; name: string; search: MapSearch }) {
  const { href, ...way } = useWay()({ to: '/figures', search: { indicator, period, area } });
  return (
    <a href={href} className={classes.way} {...way}>
      {name}
    </a>
  );
}
