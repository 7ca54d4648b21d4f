import { useQuery } from '@tanstack/react-query';
import type { Figure } from '../gen/border/statistics/v1/statistics_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { Loaded } from '../parts/Loaded';
import { PartTable } from '../parts/PartTable';
import { periodOf } from '../periods/periods';
import { useServices } from '../services/ServicesContext';
import { knownDays, today } from './history';
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
        knownDays(endDate, today()).map(async (day, at, { length }) => {
          // The last is as known now, wherever the service has its day end.
          const isNow = at === length - 1;
          const asOf = isNow ? '' : day;
          const known = await statistics.getFigures(
            { indicators: [indicator], period, areas: area ? [area] : [], category, remainder, asOf },
            { signal },
          );
          return { day, isNow, value: known.figures[0]?.value };
        }),
      ),
  });
  return (
    <Loaded query={history}>
      {(rows) => (
        <PartTable
          label={t('explain.history')}
          items={rows}
          keyOf={({ day }) => day}
          empty=""
          file={() => ({ fileName: `${indicator}-${figure.period}-history` })}
          columns={[
            {
              head: t('explain.knownOn'),
              isName: true,
              cell: ({ day, isNow }) => (isNow ? t('figures.now') : formats.day(day)),
              text: ({ day }) => day,
            },
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
