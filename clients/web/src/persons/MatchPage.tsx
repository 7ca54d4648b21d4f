import { Badge, Grid, Group, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type MatchCandidate, MatchReason, MatchState } from '../gen/border/persons/v1/matching_pb';
import { useFormats } from '../language/formats';
import { useWords } from '../language/useWords';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { PurposeGate } from '../parts/PurposeGate';
import { RecordLink } from '../parts/RecordLink';
import { Section } from '../parts/Section';
import { ClaimList } from './ClaimList';
import { EncounterFacts } from './EncounterPage';
import { MatchDecision } from './MatchDecision';
import { useCandidate, useInterception, usePerson } from './usePersons';

const route = getRouteApi('/matches/$id');

/** Two records side by side, for somebody to decide whether they are of one person. */
export function MatchPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  return (
    <Page title={t('matches.title')}>
      <PurposeGate>
        <Match name={`match-candidates/${id}`} />
      </PurposeGate>
    </Page>
  );
}

function Match({ name }: { name: string }) {
  const { t } = useTranslation();
  return (
    <Loaded query={useCandidate(name)}>
      {(candidate) => (
        <>
          <Standing candidate={candidate} />
          <MatchDecision candidate={candidate} />
          <Grid gap="md">
            {[candidate.first, candidate.second].map((record, index) => (
              <Grid.Col key={record} span={{ base: 12, sm: 6 }}>
                <Section title={index === 0 ? t('matches.first') : t('matches.second')}>
                  <RecordLink name={record} />
                  {record.startsWith('persons/') ? <PersonSide name={record} /> : <EncounterSide name={record} />}
                </Section>
              </Grid.Col>
            ))}
          </Grid>
        </>
      )}
    </Loaded>
  );
}

function Standing({ candidate }: { candidate: MatchCandidate }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const word = useWords();
  return (
    <>
      <Group>
        <Badge variant="outline" tt="none" fw={500} color="gray.8">
          {word('MatchState', MatchState[candidate.state])}
        </Badge>
        <Text size="sm">
          {t('persons.score')}: {Math.round(candidate.score * 100)}% ·{' '}
          {t('matches.proposed', { time: time(candidate.proposeTime) })}
        </Text>
      </Group>
      <Text size="sm">{candidate.reasons.map((reason) => word('MatchReason', MatchReason[reason])).join(' · ')}</Text>
      {candidate.decisionReason && (
        <Text size="sm">
          {t('persons.reason')}: {candidate.decisionReason}
        </Text>
      )}
    </>
  );
}

const PersonSide = ({ name }: { name: string }) => (
  <Loaded query={usePerson(name)}>{(person) => <ClaimList identity={person.identity} />}</Loaded>
);

const EncounterSide = ({ name }: { name: string }) => (
  <Loaded query={useInterception(name)}>
    {(encounter) => (
      <>
        <ClaimList identity={encounter.identity} />
        <EncounterFacts encounter={encounter} />
      </>
    )}
  </Loaded>
);
