import { Grid, Group, Stack, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { caseWorkers } from '../app/pages';
import { EvidenceList } from '../evidence/EvidenceList';
import type { Case } from '../gen/border/cases/v1/cases_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { BackLink } from '../parts/BackLink';
import { Erased } from '../parts/Erased';
import { Loaded } from '../parts/Loaded';
import { Mark } from '../parts/Mark';
import { Page } from '../parts/Page';
import { Section } from '../parts/Section';
import { useMay } from '../services/session';
import { AddNote } from './AddNote';
import { ArrestList } from './ArrestList';
import { CaseFacts } from './CaseFacts';
import { CaseVerbs } from './CaseVerbs';
import classes from './cases.module.css';
import { LinkList } from './LinkList';
import { StateBadge } from './StateBadge';
import { SuspectList } from './SuspectList';
import { TaskList } from './TaskList';
import { Timeline } from './Timeline';
import { useCase } from './useCases';

const route = getRouteApi('/cases/$id');

export function CasePage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const found = useCase(id);
  return (
    <Page title={found.data ? found.data.number || t('cases.noNumber') : t('cases.title')}>
      <BackLink to="/cases">{t('cases.back')}</BackLink>
      <Loaded query={found}>{(record) => <CaseSections record={record} id={id} />}</Loaded>
    </Page>
  );
}

function CaseSections({ record, id }: { record: Case; id: string }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const mayWork = useMay(...caseWorkers);
  return (
    <>
      <Group>
        <StateBadge state={record.state} />
        {record.needToKnow.length > 0 && (
          <Mark tone="alarm" title={t('cases.restrictedHelp')}>
            {t('cases.restricted')}
          </Mark>
        )}
        <Text size="sm" c="dark.3">
          {t('cases.version', { etag: record.etag })} · {t('cases.updated', { time: time(record.updateTime) })}
        </Text>
      </Group>
      <Erased record={record} />
      <CaseVerbs record={record} id={id} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack>
            <Section title={t('cases.facts')}>
              <CaseFacts record={record} />
            </Section>
            {record.particulars?.summary && (
              <Section title={t('cases.summary')}>
                <Text size="sm" className={classes.words}>
                  {record.particulars.summary}
                </Text>
              </Section>
            )}
            <Section title={t('cases.suspects')}>
              <SuspectList record={record} />
            </Section>
            <Section title={t('cases.arrests')}>
              <ArrestList record={record} />
            </Section>
            <Section title={t('evidence.title')}>
              <EvidenceList id={id} />
            </Section>
            <Section title={t('cases.links')}>
              <LinkList links={record.links} />
            </Section>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            <Section title={t('cases.tasks')}>
              <TaskList id={id} />
            </Section>
            <Section title={t('cases.timeline')}>
              {mayWork && <AddNote id={id} />}
              <Timeline record={record} id={id} />
            </Section>
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}
