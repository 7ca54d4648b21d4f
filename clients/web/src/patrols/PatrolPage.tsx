import { Grid, Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { TransportMode } from '../gen/border/patrols/v1/legs_pb';
import { type Patrol, PatrolState, PatrolType } from '../gen/border/patrols/v1/patrols_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { BackLink } from '../parts/BackLink';
import { Erased } from '../parts/Erased';
import { Facts } from '../parts/Facts';
import { Loaded } from '../parts/Loaded';
import { Page } from '../parts/Page';
import { RecordState } from '../parts/RecordState';
import { Section } from '../parts/Section';
import { useNames } from '../reference/useNames';
import { Effort } from './Effort';
import { LegTable } from './LegTable';
import { ObservationTable } from './ObservationTable';
import { PatrolMap } from './PatrolMap';
import { usePatrol } from './usePatrols';

const route = getRouteApi('/patrols/$id');

export function PatrolPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  return (
    <Page title={t('patrols.one')}>
      <BackLink to="/patrols">{t('patrols.back')}</BackLink>
      <Loaded query={usePatrol(id)}>{(patrol) => <PatrolSections patrol={patrol} id={id} />}</Loaded>
    </Page>
  );
}

function PatrolSections({ patrol, id }: { patrol: Patrol; id: string }) {
  const { t } = useTranslation();
  const word = useWords();
  return (
    <>
      <RecordState state={word('PatrolState', PatrolState[patrol.state])} record={patrol} />
      <Erased record={patrol} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack>
            <Section title={t('patrols.track')}>
              <PatrolMap patrol={patrol} id={id} />
            </Section>
            <Section title={t('patrols.observations')}>
              <ObservationTable observations={patrol.observations} />
            </Section>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            <Section title={t('patrols.facts')}>
              <PatrolFacts patrol={patrol} />
            </Section>
            <Section title={t('patrols.effort')}>
              <Effort patrol={patrol} id={id} />
            </Section>
            <Section title={t('patrols.legs')}>
              <LegTable patrol={patrol} />
            </Section>
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}

function PatrolFacts({ patrol }: { patrol: Patrol }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const names = useNames();
  const word = useWords();
  return (
    <Facts
      facts={[
        [t('patrols.type'), word('PatrolType', PatrolType[patrol.type])],
        [t('area.label'), `${patrol.area} ${names.area(patrol.area)}`],
        [t('patrols.unit'), patrol.unit],
        [t('patrols.transport'), word('TransportMode', TransportMode[patrol.transport])],
        [t('patrols.planned'), time(patrol.planTime)],
        [t('patrols.plannedEnd'), time(patrol.plannedEndTime)],
        [t('patrols.start'), time(patrol.startTime)],
        [t('patrols.end'), time(patrol.endTime)],
        [t('patrols.counterpart'), [patrol.counterpartCountry, patrol.counterpartBody].filter(Boolean).join(' ')],
        [t('patrols.reason'), patrol.cancelReason || patrol.voidReason],
      ]}
    />
  );
}
