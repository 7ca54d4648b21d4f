import { Alert, Button, Group, Text, Title } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { examiners } from '../app/pages';
import { Narrative } from '../bulletin/Narrative';
import { FigureTable } from '../figures/FigureTable';
import { type Release, ReleaseState } from '../gen/border/statistics/v1/releases_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { BackLink } from '../parts/BackLink';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { Section } from '../parts/Section';
import { StaleFeeds } from '../parts/StaleFeeds';
import { useMay } from '../services/session';
import { FindingList } from './FindingList';
import { Notes } from './Notes';
import { ReleaseActions } from './ReleaseActions';
import { RevisionList } from './RevisionList';
import classes from './releases.module.css';
import { Tables } from './Tables';
import { Turns } from './Turns';
import { useFindings, useRelease } from './useReleases';

const route = getRouteApi('/releases/$id');

export function ReleasePage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const release = useRelease(`releases/${id}`);
  return (
    <Page
      title={t('releases.one')}
      actions={
        <div className={classes.screen}>
          <Group>
            <BackLink to="/releases">{t('releases.back')}</BackLink>
            <Button variant="default" onClick={() => window.print()}>
              {t('bulletin.print')}
            </Button>
          </Group>
        </div>
      }
    >
      <Loaded query={release}>{(data) => <ReleaseView release={data} />}</Loaded>
    </Page>
  );
}

export function ReleaseView({ release }: { release: Release }) {
  const { t } = useTranslation();
  const { text, day } = useFormats();
  const content = release.content;
  const isOpen = release.state === ReleaseState.DRAFT || release.state === ReleaseState.SIGNED;
  const mayExamine = useMay(...examiners);
  const findings = useFindings(release, isOpen && mayExamine);
  return (
    <>
      <div>
        <Title order={2} size="h3">
          {text(content?.title)}
        </Title>
        <Text size="sm" c="dark.3">
          {t('bulletin.from', { day: day(release.startDate), until: day(release.endDate) })} ·{' '}
          {t('bulletin.asKnown', { day: day(content?.asOf ?? '') })}
        </Text>
      </div>
      {release.withdrawal && (
        <Alert color="red" variant="outline" role="status" title={t('releases.withdrawn')}>
          {text(release.withdrawal.reason)}
        </Alert>
      )}
      {isOpen && mayExamine && (
        <div className={classes.screen}>
          <StaleFeeds />
          <Section title={t('releases.findings')}>
            <Loaded query={findings}>{(found) => <FindingList findings={found.findings} isBlocked={found.blocked} />}</Loaded>
            <Button variant="default" size="xs" maw={200} loading={findings.isFetching} onClick={() => void findings.refetch()}>
              {t('releases.checkAgain')}
            </Button>
          </Section>
        </div>
      )}
      <div className={classes.screen}>
        <ReleaseActions release={release} isBlocked={findings.data?.blocked ?? false} />
      </div>
      {content?.narrative && (
        <Section title={t('bulletin.narrative')}>
          <Narrative narrative={content.narrative} />
        </Section>
      )}
      {content && content.lines.length > 0 && (
        <Section title={t('bulletin.all')}>
          <div className={classes.paper}>
            <FigureTable
              figures={content.lines.flatMap((line) => line.figure ?? [])}
              nameOf={(figure) => text(content.lines.find((line) => line.figure === figure)?.displayName)}
              asOf={content.asOf}
              file={{
                title: text(content.title),
                fileName: release.name.replace('/', '-'),
                notes: [t('bulletin.asKnown', { day: day(content.asOf) }), release.contentSha256],
              }}
            />
          </div>
        </Section>
      )}
      {content && <Tables tables={content.tables} />}
      {!isOpen && mayExamine && (
        <div className={classes.screen}>
          <RevisionList name={release.name} />
        </div>
      )}
      {content && content.methodology.length > 0 && (
        <Section title={t('bulletin.method')}>
          <Notes notes={content.methodology} />
        </Section>
      )}
      <Section title={t('releases.turns')}>
        <Turns release={release} />
      </Section>
    </>
  );
}
