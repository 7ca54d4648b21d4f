import { Grid, Group, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { type MatchCandidate, MatchReason, MatchState } from '../gen/border/persons/v1/matching_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { Erased } from '../parts/Erased';
import { Loaded } from '../parts/Loaded';
import { Mark } from '../parts/Mark';
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
        <Mark>{word('MatchState', MatchState[candidate.state])}</Mark>
        <Text size="sm">
          {t('persons.score')}: {Math.round(candidate.score * 100)}% ·{' '}
          {t('matches.proposed', { time: time(candidate.proposeTime) })}
        </Text>
      </Group>
      <Text size="sm">{candidate.reasons.map((reason) => word('MatchReason', MatchReason[reason])).join(' · ')}</Text>
      <Erased record={candidate} />
      {candidate.decisionReason && (
        <Text size="sm">
          {t('persons.reason')}: {candidate.decisionReason}
        </Text>
      )}
    </>
  );
}

const PersonSide = ({ name }: { name: string }) => (
  <Loaded query={usePerson(name)}>{(person) => <ClaimList identity={person.identity} isErased={!!person.eraseTime} />}</Loaded>
);

const EncounterSide = ({ name }: { name: string }) => (
  <Loaded query={useInterception(name)}>
    {(encounter) => (
      <>
        <ClaimList identity={encounter.identity} isErased={!!encounter.eraseTime} />
        <EncounterFacts encounter={encounter} />
      </>
    )}
  </Loaded>
);
