import { Group, NativeSelect, Select, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFigures } from '../figures/useFigures';
import { useFormats } from '../language/formats';
import { Failure } from '../parts/Failure';
import { Page } from '../parts/Page';
import { StaleFeeds } from '../parts/StaleFeeds';
import { PeriodPicker } from '../periods/PeriodPicker';
import { useLatestPeriod } from '../periods/useLatestPeriod';
import { usePeriodName } from '../periods/usePartName';
import { AreaSelect } from '../reference/AreaSelect';
import { useIndicators } from '../reference/reference';
import { useMay } from '../services/session';
import { AreaAmounts } from './AreaAmounts';
import { BorderMap } from './BorderMap';
import type { MapContent } from './content';
import { datesOf, monthsOf } from './months';
import { type EventKind, eventKinds, type MapSearch } from './search';
import { centreOf, useCentres } from './useCentres';
import { useEvents } from './useEvents';

const route = getRouteApi('/map');

/** A figure by area, and where things happened. The table below the map says the same to those who do not see it. */
export function MapPage() {
  const { t } = useTranslation();
  const { text } = useFormats();
  const periodName = usePeriodName();
  const given = route.useSearch();
  const navigate = route.useNavigate();
  const indicators = useIndicators().data ?? [];
  const latest = useLatestPeriod();
  const search = { ...given, period: given.period ?? latest, indicator: given.indicator ?? indicators[0]?.code };
  const mayRead = useMay('patrol_officer', 'investigator', 'supervisor', 'auditor');
  const months = monthsOf(search.period ?? '');
  const dates = datesOf(search.month && months.includes(search.month) ? [search.month] : months);
  const events = useEvents(mayRead ? search.events : undefined, search.area, dates);
  const { amounts, content } = useContent(search, events.data?.places);
  const change = (changed: MapSearch) => void navigate({ search: (now) => ({ ...now, ...changed }) });
  return (
    <Page title={t('map.title')}>
      <Group align="end">
        <Select
          label={t('figures.indicator')}
          data={indicators.map(({ code, displayName }) => ({ value: code, label: text(displayName) || code }))}
          value={search.indicator ?? null}
          onChange={(code) => code && change({ indicator: code })}
          searchable
          allowDeselect={false}
          miw={280}
        />
        <PeriodPicker period={search.period ?? ''} onChange={(period) => change({ period, month: undefined })} />
        <AreaSelect area={search.area ?? ''} onChange={(area) => change({ area: area || undefined })} />
        {mayRead && (
          <>
            <NativeSelect
              label={t('map.events')}
              value={search.events ?? ''}
              onChange={(event) => change({ events: (event.currentTarget.value || undefined) as EventKind | undefined })}
              data={[
                { value: '', label: t('map.noEvents') },
                ...eventKinds.map((kind) => ({ value: kind, label: t(`map.kinds.${kind}`) })),
              ]}
            />
            <NativeSelect
              label={t('map.month')}
              disabled={!search.events}
              value={search.month ?? ''}
              onChange={(event) => change({ month: event.currentTarget.value || undefined })}
              data={[
                { value: '', label: t('map.wholePeriod') },
                ...months.map((month) => ({ value: month, label: periodName(month) })),
              ]}
            />
          </>
        )}
      </Group>
      <StaleFeeds />
      {events.isError && <Failure error={events.error} />}
      <BorderMap content={content} label={t('map.label')} />
      <Text size="sm" role="status">
        {t('map.legend')} {search.events && t('map.shown', { count: content.points.length })} {events.data?.isCut && t('map.cut')}
      </Text>
      <AreaAmounts amounts={amounts} search={search} />
    </Page>
  );
}

function useContent(search: MapSearch, places: MapContent['points'][number]['at'][] | undefined) {
  const figures = useFigures({ ...search, by: 'area', back: 0 }).data?.figures;
  const sections = useCentres().data;
  const amounts = useMemo(
    () => (figures ?? []).filter((figure) => figure.area !== '' && figure.area !== search.area),
    [figures, search.area],
  );
  const content = useMemo<MapContent>(
    () => ({
      lines: [],
      points: (places ?? []).map((at) => ({ at })),
      circles: amounts.flatMap(({ area, value }) => {
        const at = centreOf(area, sections ?? []);
        return at && value ? [{ at, amount: Number(value.amount) }] : [];
      }),
    }),
    [amounts, sections, places],
  );
  return { amounts, content };
}
