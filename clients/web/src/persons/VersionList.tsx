import { Button } from '@mantine/core';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useVerb } from '../language/useVerb';
import { Loaded } from '../parts/Loaded';
import { PartTable } from '../parts/PartTable';
import { useVersions } from './usePersons';

/** What was done to a record, when, by whom and why, the latest first. */
export function VersionList({ name, etag }: { name: string; etag: string }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const wordOf = useVerb();
  const found = useVersions(name, etag);
  return (
    <Loaded query={found}>
      {({ pages }) => (
        <>
          <PartTable
            label={t('persons.history')}
            items={pages.flat()}
            keyOf={({ version }) => version.toString()}
            empty={t('persons.noHistory')}
            columns={[
              { head: t('persons.when'), cell: ({ commitTime }) => time(commitTime) },
              { head: t('persons.verb'), cell: ({ verb }) => wordOf(verb) },
              { head: t('persons.actor'), cell: ({ actor }) => actor },
              { head: t('persons.reason'), cell: ({ reason }) => reason },
            ]}
          />
          {found.hasNextPage && (
            <Button size="xs" variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {t('persons.earlier')}
            </Button>
          )}
        </>
      )}
    </Loaded>
  );
}
