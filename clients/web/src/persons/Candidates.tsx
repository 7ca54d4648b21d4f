import { Stack, Text } from '@mantine/core';
import { type MatchCandidate, MatchReason, MatchState } from '../gen/border/persons/v1/matching_pb';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { Loaded } from '../parts/Loaded';
import { RecordLink } from '../parts/RecordLink';
import { useCandidatesOf } from './usePersons';

/** Other records that may be of the same person, the most alike first. */
export function Candidates({ record }: { record: string }) {
  const { t } = useTranslation();
  const word = useWords();
  const score = ({ score }: MatchCandidate) => `${Math.round(score * 100)}%`;
  return (
    <Loaded query={useCandidatesOf(record)}>
      {({ candidates }) =>
        candidates.length === 0 ? (
          <Text size="sm">{t('persons.noCandidates')}</Text>
        ) : (
          <Stack gap="xs">
            {candidates
              .toSorted((a, b) => b.score - a.score)
              .map((candidate) => (
                <div key={candidate.name}>
                  <Text size="sm">
                    <RecordLink name={candidate.name}>
                      {t('persons.compare')}: {candidate.first === record ? candidate.second : candidate.first}
                    </RecordLink>{' '}
                    {score(candidate)} · {word('MatchState', MatchState[candidate.state])}
                  </Text>
                  <Text size="xs" c="dark.3">
                    {candidate.reasons.map((reason) => word('MatchReason', MatchReason[reason])).join(', ')}
                  </Text>
                </div>
              ))}
          </Stack>
        )
      }
    </Loaded>
  );
}
