import { useQuery } from '@tanstack/react-query';
import type { Figure } from '../gen/border/statistics/v1/statistics_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { Loaded } from '../parts/Loaded';
import { PartTable } from '../parts/PartTable';
import { periodOf } from '../periods/periods';
import { useServices } from '../services/ServicesContext';
import { dayOf, knownDays } from './history';
import { useAmounts } from './useAmounts';

/** The same figure as it was known on some days. */
export function FigureHistory({ figure }: { figure: Figure }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amounts = useAmounts();
  const { statistics } = useServices();
  const { indicator, area, category, remainder, endDate } = figure;
  const period = periodOf(figure);
  const history = useQuery({
    queryKey: ['counted', 'history', indicator, period, area, category, remainder],
    queryFn: ({ signal }) =>
      Promise.all(
        knownDays(endDate, dayOf(Date.now())).map(async (asOf) => {
          const known = await statistics.getFigures(
            { indicators: [indicator], period, areas: area ? [area] : [], category, remainder, asOf },
            { signal },
          );
          return { asOf, value: known.figures[0]?.value };
        }),
      ),
  });
  return (
    <Loaded query={history}>
      {(rows) => (
        <PartTable
          label={t('explain.history')}
          items={rows}
          keyOf={({ asOf }) => asOf}
          empty=""
          file={() => ({ fileName: `${indicator}-${figure.period}-history` })}
          columns={[
            { head: t('explain.knownOn'), isName: true, cell: ({ asOf }) => formats.day(asOf), text: ({ asOf }) => asOf },
            {
              head: t('figures.value'),
              isNumber: true,
              cell: ({ value }) => amounts.value(value, indicator),
              text: ({ value }) => value?.amount,
            },
          ]}
        />
      )}
    </Loaded>
  );
}
