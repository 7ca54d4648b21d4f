import { Grid, Group, Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { type Person, PersonState } from '../gen/border/persons/v1/registry_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { BackLink } from '../parts/BackLink';
import { Erased } from '../parts/Erased';
import { Facts } from '../parts/Facts';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { PurposeGate } from '../parts/PurposeGate';
import { PurposeSelect } from '../parts/PurposeSelect';
import { RecordLink } from '../parts/RecordLink';
import { RecordState } from '../parts/RecordState';
import { Section } from '../parts/Section';
import { useNames } from '../reference/useNames';
import { useMay } from '../services/session';
import { Candidates } from './Candidates';
import { ClaimList } from './ClaimList';
import { EncounterTable } from './EncounterTable';
import { MergeList } from './MergeList';
import { usePerson } from './usePersons';
import { VersionList } from './VersionList';

const route = getRouteApi('/persons/$id');

export function PersonPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  return (
    <Page title={t('persons.one')}>
      <BackLink to="/persons">{t('persons.back')}</BackLink>
      <PurposeGate>
        <PersonSections name={`persons/${id}`} />
      </PurposeGate>
    </Page>
  );
}

function PersonSections({ name }: { name: string }) {
  const { t } = useTranslation();
  const mayReview = useMay('investigator', 'supervisor', 'auditor');
  return (
    <Loaded query={usePerson(name)}>
      {(person) => (
        <>
          <Standing person={person} />
          <Grid gap="md">
            <Grid.Col span={{ base: 12, md: 7 }}>
              <Stack>
                <Section title={t('persons.claims')}>
                  <ClaimList identity={person.identity} isErased={!!person.eraseTime} />
                </Section>
                <Section title={t('persons.encounters')}>
                  <EncounterTable person={person} />
                </Section>
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 5 }}>
              <Stack>
                {mayReview && (
                  <Section title={t('persons.candidates')}>
                    <Candidates record={name} />
                  </Section>
                )}
                <MergeList person={person} />
                <Section title={t('persons.history')}>
                  <VersionList name={name} etag={person.etag} />
                </Section>
              </Stack>
            </Grid.Col>
          </Grid>
        </>
      )}
    </Loaded>
  );
}

function Standing({ person }: { person: Person }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const names = useNames();
  const word = useWords();
  return (
    <>
      <Group justify="space-between" align="end">
        <RecordState state={word('PersonState', PersonState[person.state])} record={person} />
        <PurposeSelect />
      </Group>
      <Erased record={person} />
      <Section title={t('persons.facts')}>
        <Facts
          facts={[
            [t('persons.mergedInto'), person.mergedInto && <RecordLink name={person.mergedInto} />],
            [t('area.label'), `${person.area} ${names.area(person.area)}`],
            [t('persons.unit'), person.unit],
            [t('persons.registered'), time(person.registerTime)],
            [t('persons.watchHits'), person.watchHits.length || ''],
            [t('persons.voidReason'), person.voidReason],
          ]}
        />
      </Section>
    </>
  );
}
