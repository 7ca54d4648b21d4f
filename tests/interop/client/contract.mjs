// The contract as a client learns it: from the protos, or from the server itself.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';
import { filesOf } from './reflection.mjs';

const protos = fileURLToPath(new URL('../../../protos', import.meta.url));
const options = { keepCase: true, longs: String, enums: String, defaults: true, oneofs: true };

/** Every way in which a client can come by the contract. */
export const sources = {
  protos: async () => fromProtos(),
  'reflection v1': async (address) => fromReflection(address, 'v1'),
  'reflection v1alpha': async (address) => fromReflection(address, 'v1alpha'),
};

export function fromProtos() {
  const files = readdirSync(protos, { recursive: true }).filter((file) => file.endsWith('.proto'));
  return loader.loadSync(files, { ...options, includeDirs: [protos] });
}

export async function fromReflection(address, version) {
  const files = await filesOf(address, version);
  return loader.loadFileDescriptorSetFromBuffer(descriptorSet(files), options);
}

/** A client of one service. */
export function clientOf(contract, service, address, channelOptions = {}) {
  const Client = grpc.makeGenericClientConstructor(contract[service], service);
  return new Client(address, grpc.credentials.createInsecure(), channelOptions);
}

export function fromFile(name) {
  return loader.loadSync(fileURLToPath(new URL(`../wire/${name}`, import.meta.url)), options);
}

// google.protobuf.FileDescriptorSet: each file is field 1, with its length before it.
function descriptorSet(files) {
  return Buffer.concat(files.flatMap((file) => [Buffer.from([0x0a]), varint(file.length), file]));
}

function varint(number) {
  const bytes = [];
  for (; number > 0x7f; number >>>= 7) bytes.push((number & 0x7f) | 0x80);
  return Buffer.from([...bytes, number]);
}
