import { type Arrest, ArrestMeasure } from '../gen/border/cases/v1/arrests_pb';
import type { Case } from '../gen/border/cases/v1/cases_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { PartTable } from '../parts/PartTable';
import { useArrested } from './useArrested';

type MeasureName = Exclude<keyof typeof ArrestMeasure, 'UNSPECIFIED'>;

export function ArrestList({ record }: { record: Case }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const nameOf = useArrested(record);
  const standing = (arrest: Arrest) => {
    if (arrest.withdrawn) return t('cases.withdrawn');
    return arrest.releaseTime ? t('cases.released', { time: time(arrest.releaseTime) }) : t('cases.inCustody');
  };
  const measureOf = ({ measure }: Arrest) =>
    measure === ArrestMeasure.UNSPECIFIED ? '' : t(`measure.${ArrestMeasure[measure] as MeasureName}`);
  return (
    <PartTable
      label={t('cases.arrests')}
      items={record.arrests}
      keyOf={({ id }) => id}
      empty={t('cases.noArrests')}
      columns={[
        { head: t('cases.arrested'), cell: ({ arrestTime }) => time(arrestTime) },
        { head: t('cases.suspects'), cell: nameOf },
        { head: t('cases.measure'), cell: measureOf },
        { head: t('cases.state'), cell: standing },
      ]}
    />
  );
}
