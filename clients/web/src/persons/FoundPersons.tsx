import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FoundRecord } from '../gen/border/lookup/v1/lookup_pb';
import type { Identity } from '../gen/border/persons/v1/identity_pb';
import { useFormats } from '../language/formats';
import { Loaded } from '../parts/Loaded';
import { maskedName } from '../parts/Masked';
import { RecordLink } from '../parts/RecordLink';
import { leadingClaim, nameOf } from './identity';
import { useInterception, usePerson, useSearch } from './usePersons';

/** What was found, masked: enough to tell which record to open. */
export function FoundPersons({ query }: { query: string }) {
  const { t } = useTranslation();
  return (
    <Loaded query={useSearch(query)}>
      {({ records, hasMore }) =>
        records.length === 0 ? (
          <Text size="sm" role="status">
            {t('persons.foundNothing')}
          </Text>
        ) : (
          <Table.ScrollContainer minWidth={480}>
            <Table verticalSpacing={4} aria-label={t('persons.found')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('persons.record')}</Table.Th>
                  <Table.Th>{t('persons.name')}</Table.Th>
                  <Table.Th>{t('persons.birth')}</Table.Th>
                  <Table.Th>{t('persons.when')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {records.map((record) =>
                  record.name.startsWith('persons/') ? (
                    <FoundPerson key={record.name} record={record} />
                  ) : (
                    <FoundEncounter key={record.name} record={record} />
                  ),
                )}
              </Table.Tbody>
            </Table>
            {hasMore && <Text size="sm">{t('persons.foundMore')}</Text>}
          </Table.ScrollContainer>
        )
      }
    </Loaded>
  );
}

const FoundPerson = ({ record }: { record: FoundRecord }) => (
  <FoundRow record={record} identity={usePerson(record.name).data?.identity} />
);

const FoundEncounter = ({ record }: { record: FoundRecord }) => (
  <FoundRow record={record} identity={useInterception(record.name).data?.identity} />
);

function FoundRow({ record, identity }: { record: FoundRecord; identity: Identity | undefined }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const claim = leadingClaim(identity);
  const kind = record.name.startsWith('persons/') ? t('persons.one') : t('persons.encounterKind');
  return (
    <Table.Tr>
      <Table.Td>
        {kind} <RecordLink name={record.name} />
      </Table.Td>
      <Table.Td>{claim && maskedName(nameOf(claim))}</Table.Td>
      <Table.Td>{claim?.birthDate.slice(0, 4)}</Table.Td>
      <Table.Td>{time(record.time)}</Table.Td>
    </Table.Tr>
  );
}
