import { getRouteApi } from '@tanstack/react-router';
import { AgeGroup, ProtectionNeed } from '../gen/border/persons/v1/circumstances_pb';
import { Conduct } from '../gen/border/persons/v1/conduct_pb';
import {
  CitizenshipStatus,
  CrossingMeans,
  Direction,
  Disposition,
  type Interception,
  InterceptionState,
} from '../gen/border/persons/v1/persons_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { Erased } from '../parts/Erased';
import { Facts } from '../parts/Facts';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { PurposeGate } from '../parts/PurposeGate';
import { RecordLink } from '../parts/RecordLink';
import { RecordState } from '../parts/RecordState';
import { Section } from '../parts/Section';
import { useNames } from '../reference/useNames';
import { useMay } from '../services/session';
import { Candidates } from './Candidates';
import { ClaimList } from './ClaimList';
import { useInterception } from './usePersons';

const route = getRouteApi('/encounters/$id');

/** One interception: who was met, where, and what was done. */
export function EncounterPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  return (
    <Page title={t('encounters.title')}>
      <PurposeGate>
        <EncounterSections name={`interceptions/${id}`} />
      </PurposeGate>
    </Page>
  );
}

function EncounterSections({ name }: { name: string }) {
  const { t } = useTranslation();
  const word = useWords();
  const mayReview = useMay('investigator', 'supervisor', 'auditor');
  return (
    <Loaded query={useInterception(name)}>
      {(encounter) => (
        <>
          <RecordState state={word('InterceptionState', InterceptionState[encounter.state])} record={encounter} />
          <Erased record={encounter} />
          <Section title={t('encounters.facts')}>
            <EncounterFacts encounter={encounter} />
          </Section>
          <Section title={t('persons.claims')}>
            <ClaimList identity={encounter.identity} isErased={!!encounter.eraseTime} />
          </Section>
          {mayReview && (
            <Section title={t('persons.candidates')}>
              <Candidates record={name} />
            </Section>
          )}
        </>
      )}
    </Loaded>
  );
}

export function EncounterFacts({ encounter }: { encounter: Interception }) {
  const { t } = useTranslation();
  const { time, number } = useFormats();
  const names = useNames();
  const word = useWords();
  const { position } = encounter;
  const needs = encounter.protectionNeeds.map((need) => {
    const referral = encounter.referrals.find((referral) => referral.need === need);
    const answer = referral
      ? t('encounters.referredTo', { body: referral.referredTo, time: time(referral.referTime) })
      : t('encounters.noReferral');
    return `${word('ProtectionNeed', ProtectionNeed[need])}: ${answer}`;
  });
  return (
    <Facts
      facts={[
        [t('encounters.when'), time(encounter.interceptTime)],
        [t('area.label'), `${encounter.area} ${names.area(encounter.area)}`],
        [t('persons.unit'), encounter.unit],
        [t('encounters.position'), position && `${number(position.latitude)}, ${number(position.longitude)}`],
        [t('encounters.conducts'), encounter.conducts.map((conduct) => word('Conduct', Conduct[conduct])).join(', ')],
        [t('encounters.direction'), word('Direction', Direction[encounter.direction])],
        [t('encounters.means'), word('CrossingMeans', CrossingMeans[encounter.means])],
        [t('encounters.citizenship'), word('CitizenshipStatus', CitizenshipStatus[encounter.citizenship])],
        [t('encounters.age'), word('AgeGroup', AgeGroup[encounter.ageGroup])],
        [t('encounters.disposition'), word('Disposition', Disposition[encounter.disposition])],
        [t('encounters.person'), encounter.person && <RecordLink name={encounter.person} />],
        [t('encounters.patrol'), encounter.patrol && <RecordLink name={encounter.patrol} />],
        [t('encounters.needs'), needs.join('; ')],
        [t('persons.voidReason'), encounter.voidReason],
      ]}
    />
  );
}
