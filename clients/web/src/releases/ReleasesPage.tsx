import { Anchor, Button, NativeSelect, Text } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Release, ReleaseState } from '../gen/border/statistics/v1/releases_pb';
import { useFormats } from '../language/formats';
import { Empty } from '../parts/Empty';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { PartTable } from '../parts/PartTable';
import { usePeriodName } from '../periods/usePartName';
import { useNames } from '../reference/useNames';
import { StateBadge } from './StateBadge';
import { type StateName, states } from './search';
import { useReleases } from './useReleases';

const route = getRouteApi('/releases');

export function ReleasesPage() {
  const { t } = useTranslation();
  const { state } = route.useSearch();
  const navigate = route.useNavigate();
  const releases = useReleases({ state });
  return (
    <Page title={t('releases.title')}>
      <Text>{t('releases.intro')}</Text>
      <NativeSelect
        label={t('releases.state')}
        value={state ?? ''}
        onChange={(event) =>
          void navigate({ search: { state: (event.currentTarget.value || undefined) as StateName | undefined } })
        }
        data={[
          { value: '', label: t('releases.anyState') },
          ...states.map((value) => ({ value, label: t(`releaseState.${value}`) })),
        ]}
        maw={240}
      />
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
          cell: ({ name, period }) => (
            <Anchor
              renderRoot={(props) => <Link {...props} to="/releases/$id" params={{ id: name.slice('releases/'.length) }} />}
            >
              {periodName(period)}
            </Anchor>
          ),
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
