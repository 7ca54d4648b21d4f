import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Figure } from '../gen/border/statistics/v1/statistics_pb';
import { useFormats } from '../language/formats';
import { Loaded } from '../parts/Loaded';
import { useServices } from '../services/ServicesContext';
import { dayOf, knownDays } from './history';
import { useAmounts } from './useAmounts';

/** The same figure as it was known on some days. */
export function FigureHistory({ figure }: { figure: Figure }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amounts = useAmounts();
  const { statistics } = useServices();
  const { indicator, period, area, category, endDate } = figure;
  const history = useQuery({
    queryKey: ['counted', 'history', indicator, period, area, category],
    queryFn: ({ signal }) =>
      Promise.all(
        knownDays(endDate, dayOf(Date.now())).map(async (asOf) => {
          const known = await statistics.getFigures(
            { indicators: [indicator], period, areas: area ? [area] : [], category, asOf },
            { signal },
          );
          return { asOf, value: known.figures[0]?.value };
        }),
      ),
  });
  return (
    <Loaded query={history}>
      {(rows) => (
        <Table verticalSpacing={4} tabularNums aria-label={t('explain.history')}>
          <Table.Tbody>
            {rows.map(({ asOf, value }) => (
              <Table.Tr key={asOf}>
                <Table.Th scope="row" fw={400}>
                  {t('explain.knownOn')} {formats.day(asOf)}
                </Table.Th>
                <Table.Td ta="right">{amounts.value(value, indicator)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Loaded>
  );
}
