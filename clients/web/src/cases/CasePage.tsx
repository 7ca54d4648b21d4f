import { Anchor, Badge, Grid, Group, Stack, Text } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EvidenceList } from '../evidence/EvidenceList';
import type { Case } from '../gen/border/cases/v1/cases_pb';
import { useFormats } from '../language/formats';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { Section } from '../parts/Section';
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
      <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/cases" />}>
        ← {t('cases.back')}
      </Anchor>
      <Loaded query={found}>{(record) => <CaseSections record={record} id={id} />}</Loaded>
    </Page>
  );
}

function CaseSections({ record, id }: { record: Case; id: string }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  return (
    <>
      <Group>
        <StateBadge state={record.state} />
        {record.needToKnow.length > 0 && (
          <Badge color="red.9" tt="none" title={t('cases.restrictedHelp')}>
            {t('cases.restricted')}
          </Badge>
        )}
        <Text size="sm" c="dark.3">
          {t('cases.version', { etag: record.etag })} · {t('cases.updated', { time: time(record.updateTime) })}
        </Text>
      </Group>
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
              <SuspectList suspects={record.suspects} />
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
              <AddNote id={id} />
              <Timeline id={id} />
            </Section>
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}
