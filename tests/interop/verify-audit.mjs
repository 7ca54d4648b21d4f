// Verifies an exported audit log by itself, from the form that README.md gives, and names the first broken entry.
//   node verify-audit.mjs FILE [CHECKPOINTS]
// CHECKPOINTS is a file of lines such as `border audit checkpoint` prints, kept elsewhere. Exit code 1 when the log is not whole.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const fieldsOf = (e) => [
  e.sequence, e.time, e.actor, e.roles, e.action, e.method, e.records.join('\n'), e.purpose, e.outcome, e.address, e.request_id,
];

const canonical = (entry) => fieldsOf(entry).map((field) => `${Buffer.byteLength(`${field}`)}:${field},`).join('');

const isSigned = ({ service, sequence, hash, time, public_key: key, signature }) => {
  const text = `border audit checkpoint\n${service}\n${sequence}\n${hash}\n${time}\n`;
  const signer = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
  return verify('sha256', Buffer.from(text), signer, Buffer.from(signature, 'base64'));
};

const linesOf = (text) => text.split('\n').filter((line) => line).map((line) => JSON.parse(line));

/** Returns {verified, broken, fault}: how far the log is whole, and its first broken entry, if there is one. */
export function verifyAudit(text, kept = '') {
  const lines = linesOf(text);
  const service = lines[0].service;
  const checkpoints = [...lines, ...linesOf(kept)].flatMap((line) => line.checkpoint ?? []).filter((one) => one.service === service);
  const forged = checkpoints.find((one) => !isSigned(one));
  if (forged) return { verified: 0, broken: forged.sequence, fault: 'has a checkpoint that its service did not sign' };

  let [sequence, hash] = [0, Buffer.alloc(32)];
  for (const { entry } of lines.filter((line) => line.entry)) {
    if (entry.sequence !== sequence + 1) return { verified: sequence, broken: sequence + 1, fault: 'is missing, or stands elsewhere' };
    const next = createHash('sha256').update(hash).update(canonical(entry)).digest();
    if (next.toString('hex') !== entry.hash) return { verified: sequence, broken: entry.sequence, fault: 'is not what was entered' };
    if (checkpoints.some((one) => one.sequence === entry.sequence && one.hash !== entry.hash))
      return { verified: sequence, broken: entry.sequence, fault: 'is not what it was when it was witnessed' };
    [sequence, hash] = [entry.sequence, next];
  }

  const end = lines.find((line) => line.end)?.end;
  const furthest = Math.max(end?.sequence ?? sequence + 1, ...checkpoints.map((one) => one.sequence));
  if (furthest > sequence) return { verified: sequence, broken: sequence + 1, fault: 'is missing: the log was cut off before it' };
  if (end.hash !== hash.toString('hex')) return { verified: sequence, broken: sequence, fault: 'is not what the log ended with' };
  return { verified: sequence, broken: 0, fault: '' };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [file, kept] = process.argv.slice(2);
  const { verified, broken, fault } = verifyAudit(readFileSync(file, 'utf8'), kept && readFileSync(kept, 'utf8'));
  console.log(broken ? `entry ${broken} ${fault}` : `${verified} entries are whole`);
  process.exitCode = broken ? 1 : 0;
}
