import { Drawer, Table, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Figure } from '../gen/border/statistics/v1/statistics_pb';
import { useFormats } from '../language/formats';
import { usePeriodName } from '../periods/usePartName';
import { Explanation } from './Explanation';
import classes from './figures.module.css';
import { Marks } from './Marks';
import { useAmounts } from './useAmounts';
import { arrows, direction, keyOf } from './values';

interface Props {
  figures: Figure[];
  nameOf: (figure: Figure) => string;
  /** The day as known on which; empty for now. */
  asOf?: string;
}

/** Figures with their comparisons. Each number opens where it comes from. */
export function FigureTable({ figures, nameOf, asOf = '' }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amounts = useAmounts();
  const periodName = usePeriodName();
  const [explained, setExplained] = useState<Figure | null>(null);
  const bases = new Set(figures.flatMap((figure) => figure.comparisons[0]?.basePeriod ?? []));
  const hasBase = bases.size > 0;
  const [base = ''] = bases;
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table striped highlightOnHover verticalSpacing={6} tabularNums className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('figures.what')}</Table.Th>
            <Table.Th ta="right">{t('figures.value')}</Table.Th>
            {hasBase && (
              <Table.Th ta="right">
                {bases.size === 1 ? t('figures.base', { period: periodName(base) }) : t('figures.before')}
              </Table.Th>
            )}
            {hasBase && <Table.Th ta="right">{t('figures.change')}</Table.Th>}
            {hasBase && <Table.Th ta="right">{t('figures.percent')}</Table.Th>}
            <Table.Th>{t('figures.marks')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {figures.map((figure) => {
            const comparison = figure.comparisons[0];
            const number = amounts.value(figure.value, figure.indicator);
            return (
              <Table.Tr key={keyOf(figure)}>
                <Table.Th scope="row" fw={400}>
                  {nameOf(figure)}
                </Table.Th>
                <Table.Td ta="right">
                  {figure.value ? (
                    <UnstyledButton
                      className={classes.number}
                      aria-label={t('figures.explain', { number, what: nameOf(figure) })}
                      onClick={() => setExplained(figure)}
                    >
                      {number}
                    </UnstyledButton>
                  ) : (
                    number
                  )}
                </Table.Td>
                {hasBase && <Table.Td ta="right">{amounts.value(comparison?.base, figure.indicator)}</Table.Td>}
                {hasBase && (
                  <Table.Td ta="right">{comparison?.change ? amounts.change(comparison.change, figure.indicator) : '–'}</Table.Td>
                )}
                {hasBase && (
                  <Table.Td ta="right">
                    {comparison?.percent ? `${arrows[direction(comparison)]} ${formats.percent(comparison.percent)}` : '–'}
                  </Table.Td>
                )}
                <Table.Td>
                  <Marks flags={[...figure.flags, ...(comparison?.flags ?? [])]} />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      <Drawer
        opened={explained !== null}
        onClose={() => setExplained(null)}
        position="right"
        size="lg"
        title={t('explain.title')}
        closeButtonProps={{ 'aria-label': t('explain.close') }}
      >
        {explained && <Explanation figure={explained} name={nameOf(explained)} asOf={asOf} />}
      </Drawer>
    </Table.ScrollContainer>
  );
}
