import { getRouteApi } from '@tanstack/react-router';
import { type Seizure, SeizureState, VenueKind } from '../gen/border/seizures/v1/seizures_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { BackLink } from '../parts/BackLink';
import { Erased } from '../parts/Erased';
import { Facts } from '../parts/Facts';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { RecordLink } from '../parts/RecordLink';
import { RecordState } from '../parts/RecordState';
import { Section } from '../parts/Section';
import { useNames } from '../reference/useNames';
import { ExhibitList } from './ExhibitList';
import { ItemList } from './ItemList';
import { useSeizure } from './useSeizures';

const route = getRouteApi('/seizures/$id');

export function SeizurePage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  return (
    <Page title={t('seizures.one')}>
      <BackLink to="/seizures">{t('seizures.back')}</BackLink>
      <Loaded query={useSeizure(id)}>
        {(seizure) => (
          <>
            <SeizureFacts seizure={seizure} />
            <Section title={t('seizures.items')}>
              <ItemList items={seizure.items} />
            </Section>
            <Section title={t('seizures.exhibits')}>
              <ExhibitList seizure={seizure.name} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function SeizureFacts({ seizure }: { seizure: Seizure }) {
  const { t } = useTranslation();
  const { time, number } = useFormats();
  const names = useNames();
  const word = useWords();
  const { position } = seizure;
  return (
    <>
      <RecordState state={word('SeizureState', SeizureState[seizure.state])} record={seizure} />
      <Erased record={seizure} />
      <Section title={t('seizures.facts')}>
        <Facts
          facts={[
            [t('seizures.when'), time(seizure.seizeTime)],
            [t('area.label'), `${seizure.area} ${names.area(seizure.area)}`],
            [t('seizures.unit'), seizure.unit],
            [t('seizures.case'), seizure.case && <RecordLink name={seizure.case} />],
            [t('seizures.position'), position && `${number(position.latitude)}, ${number(position.longitude)}`],
            [t('seizures.venues'), seizure.venues.map(({ kind }) => word('VenueKind', VenueKind[kind])).join(', ')],
            [t('seizures.note'), seizure.note],
            [t('persons.voidReason'), seizure.voidReason],
          ]}
        />
      </Section>
    </>
  );
}
