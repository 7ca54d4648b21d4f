import { Text } from '@mantine/core';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { Loaded } from '../parts/Loaded';
import { maskedName } from '../parts/Masked';
import { PartTable } from '../parts/PartTable';
import { RecordLink } from '../parts/RecordLink';
import { leadingClaim, nameOf } from './identity';
import { useIdentities, useSearch } from './usePersons';

/** What was found, masked: enough to tell which record to open. */
export function FoundPersons({ query }: { query: string }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const found = useSearch(query);
  const identities = useIdentities(found.data?.records.map(({ name }) => name) ?? []);
  const kindOf = (name: string) => (name.startsWith('persons/') ? t('persons.one') : t('persons.encounterKind'));
  return (
    <Loaded query={found}>
      {({ records, hasMore }) => (
        <>
          {records.length === 0 ? (
            <Text size="sm" role="status">
              {t('persons.foundNothing')}
            </Text>
          ) : (
            <PartTable
              label={t('persons.found')}
              items={records.map((record, at) => ({ ...record, claim: leadingClaim(identities[at]) }))}
              keyOf={({ name }) => name}
              empty=""
              minWidth={480}
              columns={[
                {
                  head: t('persons.record'),
                  cell: ({ name }) => (
                    <>
                      {kindOf(name)} <RecordLink name={name} />
                    </>
                  ),
                  text: ({ name }) => `${kindOf(name)} ${name}`,
                },
                { head: t('persons.name'), cell: ({ claim }) => claim && maskedName(nameOf(claim)) },
                { head: t('persons.birth'), cell: ({ claim }) => claim?.birthDate.slice(0, 4) },
                { head: t('persons.when'), cell: (record) => time(record.time) },
              ]}
            />
          )}
          {hasMore && <Text size="sm">{t('persons.foundMore')}</Text>}
        </>
      )}
    </Loaded>
  );
}
