import { Anchor, Button, NativeSelect, Table, Text } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Release } from '../gen/border/statistics/v1/releases_pb';
import { useFormats } from '../language/formats';
import { Empty } from '../parts/Empty';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
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
    <Table.ScrollContainer minWidth={720}>
      <Table striped highlightOnHover verticalSpacing={6} aria-label={t('releases.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('releases.release')}</Table.Th>
            <Table.Th>{t('releases.state')}</Table.Th>
            <Table.Th>{t('area.label')}</Table.Th>
            <Table.Th>{t('releases.drafter')}</Table.Th>
            <Table.Th>{t('releases.signer')}</Table.Th>
            <Table.Th>{t('releases.published')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {releases.map((release) => (
            <Table.Tr key={release.name}>
              <Table.Th scope="row" fw={400}>
                <Anchor
                  renderRoot={(props) => (
                    <Link {...props} to="/releases/$id" params={{ id: release.name.slice('releases/'.length) }} />
                  )}
                >
                  {periodName(release.period)}
                </Anchor>
              </Table.Th>
              <Table.Td>
                <StateBadge state={release.state} />
              </Table.Td>
              <Table.Td>{names.area(release.area)}</Table.Td>
              <Table.Td>{release.drafter}</Table.Td>
              <Table.Td>{release.signer}</Table.Td>
              <Table.Td>{time(release.publishTime)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
