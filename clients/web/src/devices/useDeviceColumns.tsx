import { DeviceState, type RegisteredDevice } from '../gen/border/patrols/v1/devices_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { ActButtons } from '../parts/ActButtons';
import type { Column } from '../parts/RecordTable';
import { useNames } from '../reference/useNames';
import { useServices } from '../services/ServicesContext';
import { useMay } from '../services/session';

/** What is told of a device, and how a lost one is revoked. */
export function useDeviceColumns(): Column<RegisteredDevice>[] {
  const { t } = useTranslation();
  const { time, number } = useFormats();
  const names = useNames();
  const word = useWords();
  const { devices } = useServices();
  const mayRevoke = useMay('supervisor', 'administrator');
  const revoke = ({ name, etag, state }: RegisteredDevice) => ({
    name: t('devices.revoke'),
    note: t('devices.revokeNote'),
    needsReason: true,
    of: `revoke ${name} ${etag}`,
    carryOut: (request: { reason: string; requestId: string }) => devices.revokeDevice({ ...request, name }),
    changes: ['devices'],
    forbidden: state === DeviceState.REVOKED ? t('devices.isRevoked') : undefined,
  });
  const counts = ({ report }: RegisteredDevice) =>
    report
      ? t('devices.counts', {
          ready: number(report.readyCount),
          drafts: number(report.draftCount),
          refused: number(report.refusedCount),
          proposals: number(report.proposalCount),
        })
      : '';
  const columns: Column<RegisteredDevice>[] = [
    { head: t('devices.device'), cell: ({ name }) => name },
    { head: t('devices.state'), cell: ({ state }) => word('DeviceState', DeviceState[state]) },
    { head: t('patrols.unit'), cell: ({ unit }) => unit },
    { head: t('area.label'), cell: ({ area }) => names.area(area) },
    { head: t('devices.contact'), cell: ({ contactTime }) => time(contactTime) },
    { head: t('devices.unsent'), cell: counts, title: counts },
    { head: t('devices.oldest'), cell: ({ report }) => time(report?.oldestTime) },
    { head: t('devices.skew'), cell: ({ clockSkewSeconds }) => number(clockSkewSeconds.toString()) },
  ];
  if (mayRevoke) {
    const acts = (device: RegisteredDevice) => <ActButtons label={device.name} acts={[revoke(device)]} />;
    columns.push({ head: t('verb.heading'), cell: acts, text: null });
  }
  return columns;
}
