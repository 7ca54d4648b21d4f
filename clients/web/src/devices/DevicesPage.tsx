import { Group, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { SavedFilters } from '../filters/SavedFilters';
import { useTranslation } from '../language/useTranslation';
import { EnumSelect } from '../parts/EnumSelect';
import { Page } from '../parts/Page';
import { RecordList } from '../parts/RecordList';
import { AreaSelect } from '../reference/AreaSelect';
import { useServices } from '../services/ServicesContext';
import { deviceList } from './deviceList';
import { type DevicesSearch, deviceStates, readDevicesSearch } from './search';
import { useDeviceColumns } from './useDeviceColumns';

const route = getRouteApi('/devices');

/** The devices of field units: what they have not sent yet, and when they were last in contact. */
export function DevicesPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changed: DevicesSearch) => void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  const { area, state } = search;
  return (
    <Page
      title={t('devices.title')}
      actions={
        <SavedFilters
          page="DEVICES"
          search={search}
          read={readDevicesSearch}
          onChoose={(chosen) => void navigate({ search: chosen })}
        />
      }
    >
      <Text size="sm">{t('devices.intro')}</Text>
      <Group align="end" gap="sm" role="search">
        <AreaSelect area={area ?? ''} onChange={(next) => change({ area: next || undefined })} />
        <EnumSelect
          label={t('devices.state')}
          any={t('patrols.anyState')}
          kind="DeviceState"
          names={deviceStates}
          value={state}
          onChange={(next) => change({ state: next })}
        />
      </Group>
      <RecordList
        list={deviceList(useServices(), search)}
        keyOf={({ name }) => name}
        columns={useDeviceColumns()}
        label={t('devices.table')}
        empty={t('devices.empty')}
        minWidth="70rem"
      />
    </Page>
  );
}
