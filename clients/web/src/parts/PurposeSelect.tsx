import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { choosePurpose, type PurposeName, purposes, usePurpose } from '../services/purpose';

/** Says what personal data is read for, until the application is left. */
export function PurposeSelect() {
  const { t } = useTranslation();
  const purpose = usePurpose();
  return (
    <NativeSelect
      label={t('persons.purpose')}
      withAsterisk
      required
      value={purpose ?? ''}
      onChange={(event) => choosePurpose((event.currentTarget.value || null) as PurposeName | null)}
      data={[
        { value: '', label: t('persons.choose') },
        ...purposes.map((name) => ({ value: name, label: t(`persons.purposes.${name}`) })),
      ]}
      w={300}
    />
  );
}
