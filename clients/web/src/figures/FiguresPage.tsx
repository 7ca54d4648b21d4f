import { Group, Switch, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { SavedFilters } from '../filters/SavedFilters';
import type { Figure } from '../gen/border/statistics/v1/statistics_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { ChoiceField } from '../parts/ChoiceField';
import { Empty } from '../parts/Empty';
import { Former } from '../parts/Former';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { Section } from '../parts/Section';
import { StaleFeeds } from '../parts/StaleFeeds';
import { PeriodPicker } from '../periods/PeriodPicker';
import { parsePeriod, yearsBefore } from '../periods/periods';
import { useLatestPeriod } from '../periods/useLatestPeriod';
import { usePeriodName } from '../periods/usePartName';
import { AreaSelect } from '../reference/AreaSelect';
import { IndicatorSelect } from '../reference/IndicatorSelect';
import { useIndicators } from '../reference/reference';
import { useCategory } from '../reference/useCategory';
import { useNames } from '../reference/useNames';
import { useOwnArea } from '../services/session';
import { AsKnownSlider } from './AsKnownSlider';
import { Charts } from './Charts';
import type { ChartData } from './chartOption';
import { columns, rowsOf } from './exportFigures';
import { FigureTable } from './FigureTable';
import { SmallMultiples } from './SmallMultiples';
import { type BreakdownName, breakdowns, type FiguresSearch, readFiguresSearch } from './search';
import { useDecimals } from './useAmounts';
import { useFigures } from './useFigures';
import { useTitle } from './useTitle';
import { useUnit } from './useUnit';

const route = getRouteApi('/figures');
const numberOf = (amount: string | undefined) => (amount === undefined ? null : Number(amount));

export function FiguresPage() {
  const { t } = useTranslation();
  const given = route.useSearch();
  const navigate = route.useNavigate();
  const indicators = useIndicators();
  const latest = useLatestPeriod();
  const ownArea = useOwnArea();
  const search = {
    ...given,
    period: given.period ?? latest.data,
    area: given.area ?? ownArea,
    indicator: given.indicator ?? indicators.data?.[0]?.code,
    by: given.by ?? 'month',
    back: given.back ?? 1,
  };
  const query = useFigures(search);
  const change = (changed: FiguresSearch) => void navigate({ search: (now) => ({ ...now, ...changed }) });
  return (
    <Page
      title={t('figures.title')}
      actions={
        <SavedFilters
          page="FIGURES"
          search={given}
          read={readFiguresSearch}
          onChoose={(chosen) => void navigate({ search: chosen })}
        />
      }
    >
      <Group align="end">
        <IndicatorSelect indicator={search.indicator} onChange={(indicator) => change({ indicator })} />
        <PeriodPicker period={search.period ?? ''} onChange={(period) => change({ period })} />
        <AreaSelect area={search.area ?? ''} onChange={(area) => change({ area: area || undefined })} />
        <ChoiceField
          label={t('figures.breakdown')}
          value={search.by}
          onChange={(event) => change({ by: event.currentTarget.value as BreakdownName })}
          data={(Object.keys(breakdowns) as BreakdownName[]).map((by) => ({ value: by, label: t(`figures.by.${by}`) }))}
        />
        <ChoiceField
          label={t('period.compare')}
          value={String(search.back)}
          onChange={(event) => change({ back: Number(event.currentTarget.value) })}
          data={[1, 2, 3, 0].map((back) => ({
            value: String(back),
            label: back ? t('period.yearsBefore', { count: back }) : t('period.nothing'),
          }))}
        />
        {search.period && parsePeriod(search.period) && (
          <AsKnownSlider
            start={`${search.period.slice(0, 4)}-01-01`}
            asOf={search.asOf ?? ''}
            onChange={(asOf) => change({ asOf: asOf || undefined })}
          />
        )}
      </Group>
      <StaleFeeds />
      <Loaded query={query} after={[indicators, latest]}>
        {({ figures, of }) => (
          <Former query={query}>
            <Breakdown
              figures={figures}
              search={{ ...of, small: search.small }}
              onSmall={(isSmall) => change({ small: isSmall || undefined })}
            />
          </Former>
        )}
      </Loaded>
    </Page>
  );
}

function Breakdown({
  figures,
  search,
  onSmall,
}: {
  figures: Figure[];
  search: FiguresSearch;
  onSmall: (isSmall: boolean) => void;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const category = useCategory();
  const periodName = usePeriodName();
  const { day } = useFormats();
  const unitOf = useUnit();
  const by = search.by ?? 'month';
  const nameOf = (figure: Figure) => {
    if (by === 'area') return names.areaOf(figure);
    if (by === 'category') return figure.category ? category(figure.indicator, figure.category) : t('figures.total');
    if (by === 'day') return day(figure.startDate);
    return periodName(figure.period);
  };
  const basePeriod = figures[0]?.comparisons[0] && yearsBefore(search.period ?? '', search.back ?? 1);
  const base = basePeriod ? t('figures.base', { period: periodName(basePeriod) }) : null;
  const what = names.indicator(search.indicator ?? '');
  const decimals = useDecimals(search.indicator);
  const data: ChartData = {
    kind: by === 'month' || by === 'day' ? 'line' : 'bar',
    names: figures.map(nameOf),
    values: figures.map((figure) => numberOf(figure.value?.amount)),
    bases: figures.map((figure) => numberOf(figure.comparisons[0]?.base?.amount)),
    valueName: what,
    baseName: base,
    decimals,
  };
  const file = {
    title: useTitle()(search),
    fileName: `${search.indicator}-${search.period}`,
    notes: [
      unitOf(figures[0]?.unit),
      t('list.is', { what: t('area.label'), words: names.area(search.area ?? '') }),
      t('list.is', { what: t('figures.asKnown'), words: search.asOf ? day(search.asOf) : t('figures.now') }),
      ...(base ? [base] : []),
    ],
  };
  if (figures.length === 0) return <Empty>{t('figures.none')}</Empty>;
  return (
    <>
      {figures.length > 1 && (
        <Section title={file.title}>
          <Charts
            label={`${t('figures.chart')}: ${what}`}
            charts={[{ name: what, data }]}
            tableOf={() => ({ ...file, columns, rows: rowsOf(figures, nameOf) })}
          />
        </Section>
      )}
      {by === 'month' && (
        <Section title={t('figures.small')}>
          <Switch
            label={t('figures.showSmall')}
            checked={search.small ?? false}
            onChange={(event) => onSmall(event.currentTarget.checked)}
          />
          {search.small && <SmallMultiples search={search} base={base} notes={file.notes} />}
        </Section>
      )}
      <Section title={t('figures.table')}>
        <FigureTable
          figures={figures}
          nameOf={nameOf}
          asOf={search.asOf}
          above={
            <Text size="sm">
              {file.title} · {unitOf(figures[0]?.unit)}
            </Text>
          }
          file={file}
        />
      </Section>
    </>
  );
}
