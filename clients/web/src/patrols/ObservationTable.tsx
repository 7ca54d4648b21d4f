import { type Observation, ObservationCategory, Severity } from '../gen/border/patrols/v1/observations_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { PartTable } from '../parts/PartTable';

export function ObservationTable({ observations }: { observations: Observation[] }) {
  const { t } = useTranslation();
  const { time, number } = useFormats();
  const word = useWords();
  const what = ({ category, isVoid }: Observation) =>
    `${word('ObservationCategory', ObservationCategory[category])}${isVoid ? ` (${t('patrols.void')})` : ''}`;
  return (
    <PartTable
      label={t('patrols.observations')}
      items={observations}
      keyOf={({ id }) => id}
      empty={t('patrols.noObservations')}
      minWidth={480}
      columns={[
        { head: t('persons.when'), cell: ({ observeTime }) => time(observeTime) },
        { head: t('patrols.observations'), cell: what },
        { head: t('patrols.severity'), cell: ({ severity }) => word('Severity', Severity[severity]) },
        {
          head: t('seizures.position'),
          cell: ({ position }) => (position ? `${number(position.latitude)}, ${number(position.longitude)}` : ''),
        },
        { head: t('patrols.note'), cell: ({ note }) => note },
      ]}
    />
  );
}
