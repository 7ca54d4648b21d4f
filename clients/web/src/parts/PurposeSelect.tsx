import { useTranslation } from '../language/useTranslation';
import { choosePurpose, type PurposeName, purposes, usePurpose } from '../services/purpose';
import { ChoiceField } from './ChoiceField';

/** Says what personal data is read for, until the application is left. */
export function PurposeSelect() {
  const { t } = useTranslation();
  const purpose = usePurpose();
  return (
    <ChoiceField
      label={t('persons.purpose')}
      required
      value={purpose ?? ''}
      onChange={(event) => choosePurpose((event.currentTarget.value || null) as PurposeName | null)}
      data={[
        { value: '', label: t('persons.choose') },
        ...purposes.map((name) => ({ value: name, label: t(`persons.purposes.${name}`) })),
      ]}
    />
  );
}
