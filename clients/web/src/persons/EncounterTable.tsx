import { Conduct } from '../gen/border/persons/v1/conduct_pb';
import type { Person } from '../gen/border/persons/v1/registry_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { PartTable } from '../parts/PartTable';
import { RecordLink } from '../parts/RecordLink';
import { useNames } from '../reference/useNames';

/** The encounters with a person and with those merged into them. */
export function EncounterTable({ person }: { person: Person }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const names = useNames();
  const word = useWords();
  const under = (encounter: Encounter) => (encounter.person === person.name ? '' : encounter.person);
  return (
    <PartTable
      label={t('persons.encounters')}
      items={person.encounters}
      keyOf={({ interception }) => interception}
      empty={t('persons.noEncounters')}
      minWidth={480}
      columns={[
        {
          head: t('persons.when'),
          cell: ({ interception, interceptTime }) => <RecordLink name={interception}>{time(interceptTime)}</RecordLink>,
          text: ({ interceptTime }) => time(interceptTime),
        },
        { head: t('area.label'), cell: ({ area }) => names.area(area) },
        {
          head: t('persons.conducts'),
          cell: ({ conducts }) => conducts.map((conduct) => word('Conduct', Conduct[conduct])).join(', '),
        },
        {
          head: t('persons.under'),
          cell: (encounter) => under(encounter) && <RecordLink name={encounter.person} />,
          text: under,
        },
      ]}
    />
  );
}

type Encounter = Person['encounters'][number];
