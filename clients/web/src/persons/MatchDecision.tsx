import { Text } from '@mantine/core';
import { type MatchCandidate, MatchState } from '../gen/border/persons/v1/matching_pb';
import { PersonState } from '../gen/border/persons/v1/registry_pb';
import { useTranslation } from '../language/useTranslation';
import { ActButtons, type OfferedAct } from '../parts/ActButtons';
import { useServices } from '../services/ServicesContext';
import { useMay } from '../services/session';
import { useInterception, usePerson } from './usePersons';

interface Request {
  reason: string;
  requestId: string;
}

/** What can be decided of two records, and how it is carried out when they are of one person. */
export function MatchDecision({ candidate }: { candidate: MatchCandidate }) {
  const { t } = useTranslation();
  const services = useServices();
  const mayDecide = useMay('investigator', 'supervisor');
  const carryingOut = useCarryingOut(candidate);
  if (!mayDecide) return null;
  const { first, second, etag, state } = candidate;
  const decision = (decided: MatchState, name: string, note: string, carryOut: OfferedAct['carryOut']): OfferedAct => ({
    name,
    note,
    needsReason: true,
    of: `${name} ${etag}`,
    carryOut,
    changes: ['personal'],
    forbidden: state === decided ? t('matches.decided') : undefined,
  });
  const of = { record: first, otherRecord: second, etag };
  const acts = [
    decision(MatchState.CONFIRMED, t('matches.same'), t('matches.sameNote'), (request) =>
      services.matches.confirmMatch({ ...of, ...request }),
    ),
    decision(MatchState.REJECTED, t('matches.notSame'), t('matches.notSameNote'), (request) =>
      services.matches.rejectMatch({ ...of, ...request }),
    ),
  ];
  return (
    <>
      <ActButtons label={t('verb.heading')} acts={[...acts, ...(state === MatchState.CONFIRMED ? carryingOut.acts : [])]} />
      {state === MatchState.CONFIRMED && carryingOut.isDone && <Text size="sm">{t('matches.carriedOut')}</Text>}
    </>
  );
}

/** Merges one of two persons into the other, or makes the encounter one of the person. */
function useCarryingOut({ first, second }: MatchCandidate): { isDone: boolean; acts: OfferedAct[] } {
  const { t } = useTranslation();
  const { registry, interceptions } = useServices();
  const isPair = first.startsWith('persons/');
  const [one, other] = [usePerson(first, isPair).data, usePerson(second).data];
  const encounter = useInterception(first, !isPair).data;
  const act = (name: string, of: string, carryOut: (request: Request) => Promise<unknown>): OfferedAct => ({
    name,
    note: isPair ? t('matches.mergeNote') : undefined,
    needsReason: true,
    of: `${name} ${of}`,
    carryOut,
    changes: ['personal'],
  });
  if (!isPair) {
    if (!encounter) return { isDone: false, acts: [] };
    if (encounter.person === second) return { isDone: true, acts: [] };
    const assigned = { name: encounter.name, etag: encounter.etag, person: second };
    const assign = act(t('matches.assign', { name: second }), encounter.etag, (request) =>
      interceptions.amendInterception({ ...request, interception: assigned, updateMask: { paths: ['person'] } }),
    );
    return { isDone: false, acts: [assign] };
  }
  if (!one || !other) return { isDone: false, acts: [] };
  if (one.state === PersonState.MERGED || other.state === PersonState.MERGED) return { isDone: true, acts: [] };
  const merge = (from: typeof one, into: typeof one) =>
    act(t('matches.mergeInto', { name: into.name }), `${from.etag} ${into.etag}`, (request) =>
      registry.mergePersons({ ...request, name: from.name, survivor: into.name, etag: from.etag }),
    );
  return { isDone: false, acts: [merge(other, one), merge(one, other)] };
}
