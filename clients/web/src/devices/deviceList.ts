import { DeviceState, type RegisteredDevice } from '../gen/border/patrols/v1/devices_pb';
import type { Services } from '../services/clients';
import type { RecordPages } from '../services/lists';
import type { DevicesSearch } from './search';

export const deviceList = ({ devices }: Services, { area, unit, state }: DevicesSearch): RecordPages<RegisteredDevice> => ({
  key: ['devices', area, unit, state],
  read: async (asked, options) => {
    const page = await devices.listDevices({ area, unit, state: state && DeviceState[state], ...asked }, options);
    return { items: page.devices, next: page.nextPageToken };
  },
});
