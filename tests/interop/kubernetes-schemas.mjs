// Reads a JSON array of Kubernetes objects from standard input and prints what the schemas of Kubernetes 1.31 and of
// cert-manager say against them, a line each.
import { text } from 'node:stream/consumers';

const modules = {
  'cert-manager.io/v1': '@kubernetes-models/cert-manager/cert-manager.io/v1',
};

for (const object of JSON.parse(await text(process.stdin))) {
  const name = `${object.kind} ${object.metadata?.name}`;
  const module = modules[object.apiVersion] ?? `kubernetes-models/${object.apiVersion}`;
  const kind = await import(module).then((kinds) => kinds[object.kind], () => undefined);
  if (!kind) {
    console.log(`${name}: no schema of ${object.apiVersion}`);
    continue;
  }
  try {
    new kind(object).validate();
  } catch (violation) {
    console.log(`${name}: ${violation.message}`);
  }
}
