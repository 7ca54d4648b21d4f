import { Group, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { ParseKeys } from 'i18next';
import { SavedFilters } from '../filters/SavedFilters';
import type { Entry } from '../gen/border/audit/v1/audit_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { ChoiceField } from '../parts/ChoiceField';
import { DayField } from '../parts/DayField';
import { EntryField } from '../parts/EntryField';
import { Page } from '../parts/Page';
import { RecordList } from '../parts/RecordList';
import type { Column } from '../parts/RecordTable';
import { type ServiceName, serviceNames } from '../services/clients';
import { useServices } from '../services/ServicesContext';
import { ChainVerification } from './ChainVerification';
import { entryList } from './entryList';
import { type AuditSearch, fromToday, readAuditSearch } from './search';

const route = getRouteApi('/audit');

/** The audit log of a service, for those who review what others did. */
export function AuditPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: AuditSearch) => void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  const service = search.service ?? 'cases';
  const entry = (key: 'record' | 'actor') => (
    <EntryField label={t(`audit.${key}`)} entry={search[key]} onEntry={(next) => change({ [key]: next })} />
  );
  return (
    <Page
      title={t('audit.title')}
      actions={
        <SavedFilters
          page="AUDIT"
          search={search}
          read={readAuditSearch}
          onChoose={(chosen) => void navigate({ search: chosen })}
        />
      }
    >
      <Text size="sm">{t('audit.intro')}</Text>
      <Group align="end" gap="sm" role="search">
        <ChoiceField
          label={t('audit.service')}
          value={service}
          onChange={(event) => change({ service: event.currentTarget.value as ServiceName })}
          data={serviceNames.map((name) => ({ value: name, label: t(`audit.services.${name}`) }))}
        />
        {entry('record')}
        {entry('actor')}
        <DayField label={t('audit.from')} day={fromToday(search).from} onDay={(from) => change({ from })} />
        <DayField label={t('audit.before')} day={search.before} onDay={(before) => change({ before })} />
      </Group>
      <ChainVerification key={service} service={service} />
      <RecordList
        list={entryList(useServices(), search)}
        keyOf={({ sequence }) => sequence.toString()}
        columns={useEntryColumns()}
        label={t('audit.table')}
        empty={t('audit.empty')}
        minWidth="70rem"
      />
    </Page>
  );
}

function useEntryColumns(): Column<Entry>[] {
  const { t } = useTranslation();
  const { time } = useFormats();
  const records = ({ records }: Entry) => records.join(', ');
  // A reason that has no words of its own is told as the log has it.
  const wordOf = (kind: string, value: string) =>
    t(`${kind}.${value}` as ParseKeys, { defaultValue: value.replaceAll('_', ' ') });
  const roles = ({ roles }: Entry) =>
    roles
      .split(',')
      .filter(Boolean)
      .map((role) => wordOf('audit.roleNames', role))
      .join(t('list.and'));
  return [
    { head: t('audit.sequence'), cell: ({ sequence }) => sequence.toString() },
    { head: t('audit.time'), cell: (entry) => time(entry.time) },
    { head: t('audit.actor'), cell: ({ actor }) => actor },
    { head: t('audit.roles'), cell: roles, title: roles },
    { head: t('audit.action'), cell: ({ action }) => action && wordOf('audit.actions', action) },
    { head: t('audit.method'), cell: ({ method }) => method.slice(method.lastIndexOf('/') + 1), title: ({ method }) => method },
    { head: t('audit.record'), cell: records, title: records },
    { head: t('audit.purpose'), cell: ({ purpose }) => purpose && wordOf('persons.purposes', purpose) },
    { head: t('audit.outcome'), cell: ({ outcome }) => outcome && wordOf('audit.outcomes', outcome) },
  ];
}
