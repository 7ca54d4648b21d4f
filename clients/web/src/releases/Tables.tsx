import { Group, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ExportMenu } from '../export/ExportMenu';
import type { ReleaseTable } from '../gen/border/statistics/v1/releases_pb';
import { useFormats } from '../language/formats';
import { Section } from '../parts/Section';
import { useNames } from '../reference/useNames';
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
  const names = useNames();
  const nameOf = (row: ReleaseTable['rows'][number]) =>
    row.remainder ? t('releases.remainder', { area: text(row.displayName) }) : text(row.displayName);
  const heads = ['', ...table.categories].map((category) => (category ? names.offence(category) : t('figures.total')));
  const tableOf = () => ({
    title: text(table.displayName),
    fileName: `release-${table.indicator}`,
    columns: [{ name: t('area.label') }, ...heads.map((name) => ({ name, isNumber: true }))],
    rows: table.rows.map((row) => [
      nameOf(row),
      ...row.cells.map(({ suppressed, count }) => (suppressed ? 'c' : count.toString())),
    ]),
    notes: [t('releases.suppressedHelp')],
  });
  return (
    <>
      <Group justify="flex-end" className={classes.screen}>
        <ExportMenu what={text(table.displayName)} tableOf={tableOf} />
      </Group>
      <Table.ScrollContainer minWidth={480} type="native" className={`${classes.paper} ${classes.counts}`}>
        <Table striped verticalSpacing={4} tabularNums aria-label={text(table.displayName)}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('area.label')}</Table.Th>
              {heads.map((head) => (
                <Table.Th key={head} ta="right">
                  {head}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {table.rows.map((row) => (
              <Table.Tr key={`${row.area} ${row.remainder}`}>
                <Table.Th scope="row" fw={400}>
                  {nameOf(row)}
                </Table.Th>
                {row.cells.map((cell, column) => (
                  <Table.Td key={table.categories[column - 1] ?? ''} ta="right">
                    {cell.suppressed ? <abbr title={t('releases.suppressed')}>c</abbr> : number(cell.count.toString())}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  );
}
