// Asks a server what it serves.
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../wire/reflection.proto', import.meta.url));
const v1 = loader.loadSync(file, { keepCase: true, oneofs: true })['grpc.reflection.v1.ServerReflection'];

/** The names of the services that are there. */
export async function servicesOf(address, version) {
  const [answer] = await ask(address, version, [{ list_services: '*' }]);
  return answer.list_services_response.service.map((service) => service.name);
}

/** The descriptors of every file that the services need, each once. */
export async function filesOf(address, version) {
  const services = await servicesOf(address, version);
  const answers = await ask(address, version, services.map((name) => ({ file_containing_symbol: name })));
  const files = answers.flatMap((answer) => answer.file_descriptor_response.file_descriptor_proto);
  return [...new Map(files.map((bytes) => [bytes.toString('base64'), bytes])).values()];
}

/** Sends questions in one stream and gives the answers, in order. */
export function ask(address, version, questions) {
  const method = v1.ServerReflectionInfo;
  const path = method.path.replace('.v1.', `.${version}.`);
  const Client = grpc.makeGenericClientConstructor({ ServerReflectionInfo: { ...method, path } }, 'ServerReflection');
  const client = new Client(address, grpc.credentials.createInsecure());
  return new Promise((resolve, reject) => {
    const answers = [];
    const call = client.ServerReflectionInfo({ deadline: Date.now() + 20_000 });
    call.on('data', (answer) => answers.push(answer));
    call.on('error', reject);
    call.on('end', () => resolve(answers));
    for (const question of questions) call.write(question);
    call.end();
  }).finally(() => client.close());
}
