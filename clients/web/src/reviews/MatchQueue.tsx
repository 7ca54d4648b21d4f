import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type MatchCandidate, MatchReason, MatchState } from '../gen/border/persons/v1/matching_pb';
import { useFormats } from '../language/formats';
import { useWords } from '../language/useWords';
import { RecordList } from '../parts/RecordList';
import type { Column } from '../parts/RecordTable';
import { candidateList } from '../persons/usePersons';
import { useServices } from '../services/ServicesContext';

/** Pairs of records that nobody has decided about. */
export function MatchQueue() {
  const { t } = useTranslation();
  const { time } = useFormats();
  const word = useWords();
  const why = ({ reasons }: MatchCandidate) => reasons.map((reason) => word('MatchReason', MatchReason[reason])).join(', ');
  const columns: Column<MatchCandidate>[] = [
    {
      head: t('reviews.match'),
      text: ({ first }) => first,
      title: ({ first }) => first,
      cell: ({ name, first }) => (
        <Anchor
          size="sm"
          fw={600}
          aria-label={`${t('reviews.compare')} ${first}`}
          renderRoot={(props) => <Link {...props} to="/matches/$id" params={{ id: name.slice('match-candidates/'.length) }} />}
        >
          {/* What tells one from another, which the column has room for. */}
          {first.slice(first.indexOf('/') + 1)}
        </Anchor>
      ),
    },
    { head: t('reviews.records'), cell: ({ second }) => second, title: ({ second }) => second },
    { head: t('reviews.score'), cell: ({ score }) => `${Math.round(score * 100)}%` },
    { head: t('reviews.why'), cell: why, title: why },
    { head: t('reviews.proposed'), cell: ({ proposeTime }) => time(proposeTime) },
  ];
  return (
    <RecordList
      list={candidateList(useServices(), MatchState.PENDING)}
      keyOf={({ name }) => name}
      columns={columns}
      label={t('reviews.queues.matches')}
      empty={t('reviews.none')}
    />
  );
}
