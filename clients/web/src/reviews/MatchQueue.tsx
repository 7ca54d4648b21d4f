import { type MatchCandidate, MatchReason, MatchState } from '../gen/border/persons/v1/matching_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { RecordLink } from '../parts/RecordLink';
import { RecordList } from '../parts/RecordList';
import type { Column } from '../parts/RecordTable';
import { candidateList } from '../persons/usePersons';
import { useServices } from '../services/ServicesContext';

/** Pairs of records that nobody has decided about. */
export function MatchQueue() {
  const { t } = useTranslation();
  const { time } = useFormats();
  const word = useWords();
  const why = ({ reasons }: MatchCandidate) =>
    reasons.map((reason) => word('MatchReason', MatchReason[reason])).join(t('list.and'));
  const columns: Column<MatchCandidate>[] = [
    {
      head: t('reviews.match'),
      text: ({ first }) => first,
      title: ({ first }) => first,
      cell: ({ name, first }) => (
        <RecordLink name={name} label={`${t('reviews.compare')} ${first}`}>
          {/* What tells one from another, which the column has room for. */}
          {first.slice(first.indexOf('/') + 1)}
        </RecordLink>
      ),
    },
    {
      head: t('reviews.records'),
      cell: ({ second }) => second.slice(second.indexOf('/') + 1),
      text: ({ second }) => second,
      title: ({ second }) => second,
    },
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
