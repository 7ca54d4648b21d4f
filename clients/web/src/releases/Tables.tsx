import { Text } from '@mantine/core';
import type { ReleaseTable } from '../gen/border/statistics/v1/releases_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { PartTable } from '../parts/PartTable';
import { Section } from '../parts/Section';
import { useCategory } from '../reference/useCategory';
import classes from './releases.module.css';

/** The tables by area and category. What is suppressed is told as such, and not which of it is small. */
export function Tables({ tables }: { tables: ReleaseTable[] }) {
  const { t } = useTranslation();
  const { text } = useFormats();
  const printed = tables.filter((table) => !table.withheld);
  const withheld = tables.filter((table) => table.withheld);
  return (
    <>
      {printed.map((table) => (
        <Section key={table.indicator} title={text(table.displayName)}>
          <CountTable table={table} />
        </Section>
      ))}
      {tables.length > 0 && (
        <Text size="sm">
          {t('releases.suppressedHelp')}
          {withheld.length > 0 &&
            ` ${t('releases.withheld', { tables: withheld.map(({ displayName }) => text(displayName)).join('; ') })}`}
        </Text>
      )}
    </>
  );
}

function CountTable({ table }: { table: ReleaseTable }) {
  const { t } = useTranslation();
  const { text, number } = useFormats();
  const nameOfCategory = useCategory();
  const nameOf = (row: ReleaseTable['rows'][number]) =>
    row.remainder ? t('releases.remainder', { area: text(row.displayName) }) : text(row.displayName);
  const heads = ['', ...table.categories].map((category) =>
    category ? nameOfCategory(table.indicator, category) : t('figures.total'),
  );
  type Row = ReleaseTable['rows'][number];
  return (
    <div className={`${classes.paper} ${classes.counts}`}>
      <PartTable
        label={text(table.displayName)}
        items={table.rows}
        keyOf={({ area, remainder }) => `${area} ${remainder}`}
        empty=""
        minWidth={480}
        above={null}
        file={() => ({ fileName: `release-${table.indicator}`, notes: [t('releases.suppressedHelp')] })}
        columns={[
          { head: t('area.label'), isName: true, cell: nameOf },
          ...heads.map((head, at) => ({
            head,
            isNumber: true,
            cell: ({ cells }: Row) =>
              cells[at]?.suppressed ? <abbr title={t('releases.suppressed')}>c</abbr> : number(cells[at]?.count.toString() ?? ''),
            text: ({ cells }: Row) => (cells[at]?.suppressed ? 'c' : cells[at]?.count.toString()),
          })),
        ]}
      />
    </div>
  );
}
