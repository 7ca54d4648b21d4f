import { Button, Group, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { SavedFilters } from '../filters/SavedFilters';
import { type Release, ReleaseState } from '../gen/border/statistics/v1/releases_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { ChoiceField } from '../parts/ChoiceField';
import { Empty } from '../parts/Empty';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { PartTable } from '../parts/PartTable';
import { RecordLink } from '../parts/RecordLink';
import { usePeriodName } from '../periods/usePartName';
import { useNames } from '../reference/useNames';
import { StateBadge } from './StateBadge';
import { readReleasesSearch, type StateName, states } from './search';
import { useReleases } from './useReleases';

const route = getRouteApi('/releases');

export function ReleasesPage() {
  const { t } = useTranslation();
  const { state } = route.useSearch();
  const navigate = route.useNavigate();
  const releases = useReleases({ state });
  return (
    <Page
      title={t('releases.title')}
      actions={
        <SavedFilters
          page="RELEASES"
          search={{ state }}
          read={readReleasesSearch}
          onChoose={(chosen) => void navigate({ search: chosen })}
        />
      }
    >
      <Text>{t('releases.intro')}</Text>
      <Group role="search">
        <ChoiceField
          label={t('releases.state')}
          value={state ?? ''}
          onChange={(event) =>
            void navigate({ search: { state: (event.currentTarget.value || undefined) as StateName | undefined } })
          }
          data={[
            { value: '', label: t('releases.anyState') },
            ...states.map((value) => ({ value, label: t(`releaseState.${value}`) })),
          ]}
        />
      </Group>
      <Loaded query={releases}>{(data) => <ReleaseTable releases={data.pages.flatMap((page) => page.releases)} />}</Loaded>
      {releases.hasNextPage && (
        <Button variant="default" maw={200} onClick={() => void releases.fetchNextPage()} loading={releases.isFetchingNextPage}>
          {t('releases.more')}
        </Button>
      )}
    </Page>
  );
}

function ReleaseTable({ releases }: { releases: Release[] }) {
  const { t } = useTranslation();
  const names = useNames();
  const { time } = useFormats();
  const periodName = usePeriodName();
  if (releases.length === 0) return <Empty>{t('releases.empty')}</Empty>;
  return (
    <PartTable
      label={t('releases.title')}
      items={releases}
      keyOf={({ name }) => name}
      empty=""
      minWidth={720}
      above={null}
      columns={[
        {
          head: t('releases.release'),
          isName: true,
          cell: ({ name, period }) => <RecordLink name={name}>{periodName(period)}</RecordLink>,
          text: ({ period }) => periodName(period),
        },
        {
          head: t('releases.state'),
          cell: ({ state }) => <StateBadge state={state} />,
          text: ({ state }) => t(`releaseState.${ReleaseState[state] as StateName}`),
        },
        { head: t('area.label'), cell: ({ area }) => names.area(area) },
        { head: t('releases.drafter'), cell: ({ drafter }) => drafter },
        { head: t('releases.signer'), cell: ({ signer }) => signer },
        { head: t('releases.published'), cell: ({ publishTime }) => time(publishTime) },
      ]}
    />
  );
}
