import { Grid, Group, Stack, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { SavedFilters } from '../filters/SavedFilters';
import { useTranslation } from '../language/useTranslation';
import { ChoiceField } from '../parts/ChoiceField';
import { Failure } from '../parts/Failure';
import { Former } from '../parts/Former';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { StaleFeeds } from '../parts/StaleFeeds';
import { PeriodPicker } from '../periods/PeriodPicker';
import { useLatestPeriod } from '../periods/useLatestPeriod';
import { usePeriodName } from '../periods/usePartName';
import { AreaSelect } from '../reference/AreaSelect';
import { IndicatorSelect } from '../reference/IndicatorSelect';
import { useIndicators } from '../reference/reference';
import { useNames } from '../reference/useNames';
import { useMay, useOwnArea } from '../services/session';
import { AreaAmounts } from './AreaAmounts';
import { BorderMap } from './BorderMap';
import { MapLegend } from './MapLegend';
import { datesOf, monthsOf } from './months';
import { type EventKind, eventKinds, type MapSearch, readMapSearch } from './search';
import { type Events, useEvents } from './useEvents';
import { useMapContent } from './useMapContent';

const route = getRouteApi('/map');

/** A figure by area, and where things happened. The table beside the map says the same to those who do not see it. */
export function MapPage() {
  const { t } = useTranslation();
  const names = useNames();
  const periodName = usePeriodName();
  const given = route.useSearch();
  const navigate = route.useNavigate();
  const indicators = useIndicators();
  const latest = useLatestPeriod();
  const ownArea = useOwnArea();
  const search = {
    ...given,
    area: given.area ?? ownArea,
    period: given.period ?? latest.data,
    indicator: given.indicator ?? indicators.data?.[0]?.code,
  };
  const mayRead = useMay('patrol_officer', 'investigator', 'supervisor', 'auditor');
  const months = monthsOf(search.period ?? '');
  const dates = datesOf(search.month && months.includes(search.month) ? [search.month] : months);
  const events = useEvents(mayRead ? search.events : undefined, search.area, dates);
  const { figures, amounts, of, steps, content } = useMapContent(search, events.data);
  const change = (changed: MapSearch) => void navigate({ search: (now) => ({ ...now, ...changed }) });
  return (
    <Page
      title={t('map.title')}
      actions={
        <SavedFilters page="MAP" search={given} read={readMapSearch} onChoose={(chosen) => void navigate({ search: chosen })} />
      }
    >
      <Group align="end">
        <IndicatorSelect indicator={search.indicator} onChange={(indicator) => change({ indicator })} />
        <PeriodPicker period={search.period ?? ''} onChange={(period) => change({ period, month: undefined })} />
        <AreaSelect area={search.area ?? ''} onChange={(area) => change({ area: area || undefined })} />
        {mayRead && (
          <>
            <ChoiceField
              label={t('map.events')}
              value={search.events ?? ''}
              onChange={(event) => change({ events: (event.currentTarget.value || undefined) as EventKind | undefined })}
              data={[
                { value: '', label: t('map.noEvents') },
                ...eventKinds.map((kind) => ({ value: kind, label: t(`map.kinds.${kind}`) })),
              ]}
            />
            <ChoiceField
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
      {events.isError && <Failure error={events.error} onRetry={() => void events.refetch()} />}
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack gap="xs">
            <BorderMap content={content} label={t('map.label')} />
            <MapLegend steps={steps} name={names.indicator(of.indicator ?? '')} />
            <Text size="sm" role="status">
              {content.circles.length > 0 && t('map.legend')} {events.isLoading && t('map.loadingEvents')}{' '}
              {events.data && <EventWords events={events.data} />}
            </Text>
            <Text size="xs" c="dark.3">
              {t('map.source')}
            </Text>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Loaded query={figures} after={[indicators, latest]}>
            {() => (
              <Former query={figures}>
                <AreaAmounts amounts={amounts} search={of} />
              </Former>
            )}
          </Loaded>
        </Grid.Col>
      </Grid>
    </Page>
  );
}

function EventWords({ events: { places, lines, isCut } }: { events: Events }) {
  const { t } = useTranslation();
  return [
    lines.length > 0 && t('map.tracks', { count: lines.length }),
    t('map.shown', { count: places.length }),
    isCut && t('map.cut'),
  ]
    .filter(Boolean)
    .join(' ');
}
