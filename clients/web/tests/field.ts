import { generateKeyPairSync } from 'node:crypto';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { createClient, type Transport } from '@connectrpc/connect';
import { DeviceService } from '../src/gen/border/patrols/v1/devices_pb';
import { ObservationCategory } from '../src/gen/border/patrols/v1/observations_pb';
import { PatrolService, PatrolType } from '../src/gen/border/patrols/v1/patrols_pb';
import { TrackService } from '../src/gen/border/patrols/v1/tracks_pb';
import { CustodyService } from '../src/gen/border/seizures/v1/custody_pb';
import { ItemKind } from '../src/gen/border/seizures/v1/items_pb';
import { SeizureService } from '../src/gen/border/seizures/v1/seizures_pb';
import { MassUnit } from '../src/gen/border/type/v1/quantity_pb';
import { newId, transportTo } from './services';

const at = (hour: number, minute = 0) => timestampFromDate(new Date(Date.UTC(2021, 4, 3, hour, minute)));
const mass = (amount: string) => ({ amount: { case: 'mass' as const, value: { amount, unit: MassUnit.KILOGRAM } } });

/** A patrol of three hours with a track of three points and something that it saw. */
export async function recordPatrol(transport: Transport = transportTo('patrols')) {
  const [patrols, tracks] = [createClient(PatrolService, transport), createClient(TrackService, transport)];
  const id = newId();
  const name = `patrols/${id}`;
  const patrol = { unit: 'U-1', area: '53.01.02', type: PatrolType.ROUTINE, officerCount: 4, planTime: at(1) };
  await patrols.createPatrol({ patrolId: id, patrol, requestId: `${id}-1` });
  await patrols.startPatrol({ name, startTime: at(1), leader: 'officer-7', team: ['officer-8'], requestId: `${id}-2` });
  const position = { latitude: 21.62, longitude: 101.01, accuracyMeters: 5 };
  const observation = {
    id: 'o-1',
    category: ObservationCategory.FOOTPRINTS,
    observeTime: at(2),
    position,
    note: 'Towards the river',
  };
  await patrols.addObservation({ name, observation, requestId: `${id}-3` });
  const points = [0, 1, 2].map(
    (n) => `<trkpt lat="${21.6 + n / 100}" lon="${101 + n / 100}"><time>2021-05-03T0${n + 1}:10:00Z</time></trkpt>`,
  );
  const gpx = `<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="x"><trk><trkseg>${points.join('')}</trkseg></trk></gpx>`;
  await tracks.importGpx({ name, content: new TextEncoder().encode(gpx), requestId: `${id}-4` });
  return patrols.endPatrol({ name, endTime: at(4), requestId: `${id}-5` });
}

/** A seizure of which nothing is in custody. */
export function recordSeizureOnly(transport: Transport = transportTo('seizures'), id = newId()) {
  const items = [{ id: 'i-1', kind: ItemKind.DRUG, sort: 'heroin', quantity: mass('2.5') }];
  const seizure = { unit: 'U-1', area: '53.01.02', seizeTime: at(1), items, note: 'Under the seat' };
  return createClient(SeizureService, transport).recordSeizure({ seizureId: id, seizure, requestId: `${id}-1` });
}

/** A seizure of which an exhibit is in custody. */
export async function recordSeizure(transport: Transport = transportTo('seizures')) {
  const id = newId();
  const recorded = await recordSeizureOnly(transport, id);
  await createClient(CustodyService, transport).openExhibit({
    exhibitId: id,
    seizure: recorded.name,
    itemId: 'i-1',
    place: 'Store 1',
    actTime: at(2),
    requestId: `${id}-2`,
  });
  return recorded;
}

/** A device that a field unit records on. */
export function registerDevice(transport: Transport) {
  const id = newId();
  const publicKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' });
  const device = { unit: 'U-1', area: '53.01.02', publicKey: Uint8Array.from(publicKey) };
  return createClient(DeviceService, transport).registerDevice({ deviceId: id, device, requestId: id });
}
