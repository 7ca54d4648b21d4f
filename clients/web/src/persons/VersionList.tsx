import { useTranslation } from 'react-i18next';
import { useFormats } from '../language/formats';
import { Loaded } from '../parts/Loaded';
import { PartTable } from '../parts/PartTable';
import { useVersions } from './usePersons';

/** What was done to a record, when, by whom and why, the latest first. */
export function VersionList({ name }: { name: string }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  return (
    <Loaded query={useVersions(name)}>
      {({ versions }) => (
        <PartTable
          label={t('persons.history')}
          items={versions.toReversed()}
          keyOf={({ version }) => version.toString()}
          empty={t('persons.noHistory')}
          columns={[
            { head: t('persons.when'), cell: ({ commitTime }) => time(commitTime) },
            { head: t('persons.verb'), cell: ({ verb }) => verb.replaceAll('_', ' ') },
            { head: t('persons.actor'), cell: ({ actor }) => actor },
            { head: t('persons.reason'), cell: ({ reason }) => reason },
          ]}
        />
      )}
    </Loaded>
  );
}
