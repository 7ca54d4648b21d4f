import { DeviceState } from '../gen/border/patrols/v1/devices_pb';
import { namesOf, textIn } from '../parts/search';

export const deviceStates = namesOf(DeviceState);

export interface DevicesSearch {
  area?: string;
  unit?: string;
  state?: (typeof deviceStates)[number];
}

export const readDevicesSearch = (search: Record<string, unknown>): DevicesSearch => ({
  area: textIn(search.area),
  unit: textIn(search.unit),
  state: deviceStates.find((name) => name === search.state),
});
