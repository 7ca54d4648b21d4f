// The google.rpc.Status that comes with an error.
import protobuf from 'protobufjs';
import { fileURLToPath } from 'node:url';

const root = protobuf.loadSync(fileURLToPath(new URL('../wire/status.proto', import.meta.url)));
const Status = root.lookupType('google.rpc.Status');

/** The error, with `status`, `violations` and `info` from its details where it has them. */
export function detailsOf(error) {
  const [bytes] = error.metadata?.get('grpc-status-details-bin') ?? [];
  if (bytes === undefined) return error;
  const status = Status.decode(bytes);
  return Object.assign(error, {
    status,
    violations: unpack(status, 'google.rpc.BadRequest')?.fieldViolations ?? [],
    info: unpack(status, 'google.rpc.ErrorInfo'),
  });
}

function unpack(status, name) {
  const packed = status.details.find((detail) => detail.typeUrl === `type.googleapis.com/${name}`);
  return packed && root.lookupType(name).decode(packed.value);
}
