// The audit log as somebody without the server can verify it: exported by the command line, followed by a program that has nothing but the file.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { refusal, unary } from './client/calls.mjs';
import { clientOf, fromProtos } from './client/contract.mjs';
import { newId } from './client/records.mjs';
import { address } from './client/server.mjs';
import { verifyAudit } from './verify-audit.mjs';

const command = fileURLToPath(new URL('../../clients/Border.Cli/bin/Debug/net10.0/border.dll', import.meta.url));
const verifier = fileURLToPath(new URL('./verify-audit.mjs', import.meta.url));
const border = (...args) => execFileSync('dotnet', [command, '--server', `http://${address}`, 'audit', ...args], { encoding: 'utf8' });

describe('an exported audit log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'border-audit-'));
  const file = join(folder, 'persons.jsonl');
  let lines, kept, first;

  before(async () => {
    const persons = clientOf(fromProtos(), 'border.persons.v1.PersonRegistryService', address);
    const miss = () => refusal(unary(persons, 'GetPerson', { name: `persons/${newId()}` }));
    for (let i = 0; i < 5; i++) await miss();
    kept = border('checkpoint', '--service', 'persons');
    for (let i = 0; i < 3; i++) await miss();
    border('export', '--service', 'persons', '--out', file);
    lines = readFileSync(file, 'utf8').split('\n').filter((line) => line);
    first = lines.findIndex((line) => line.startsWith('{"entry"'));
    persons.close();
  });
  after(() => rmSync(folder, { recursive: true }));

  const broken = (change, witnesses = '') => {
    const changed = [...lines];
    change(changed);
    return verifyAudit(changed.join('\n'), witnesses).broken;
  };
  const sequenceAt = (place) => JSON.parse(lines[first + place]).entry.sequence;

  test('is whole, for the command line and for a program of another language', () => {
    assert.deepEqual(verifyAudit(lines.join('\n'), kept).broken, 0);
    assert.match(border('verify', file), /^persons: \d+ entries are whole/);
    assert.match(border('verify', '--service', 'persons'), /^persons: \d+ entries are whole/);
    assert.match(execFileSync(process.execPath, [verifier, file], { encoding: 'utf8' }), /entries are whole/);
  });

  test('names the entry that was changed', () => {
    assert.equal(broken((changed) => (changed[first + 2] = changed[first + 2].replace('"local"', '"nobody"'))), sequenceAt(2));
  });

  test('names the entry that was taken out', () => {
    assert.equal(broken((changed) => changed.splice(first + 1, 1)), sequenceAt(1));
  });

  test('names the place of an entry that was put in', () => {
    assert.equal(broken((changed) => changed.splice(first + 3, 0, changed[first])), sequenceAt(3));
  });

  test('names the first of two entries that changed places', () => {
    assert.equal(broken((changed) => ([changed[first + 1], changed[first + 4]] = [changed[first + 4], changed[first + 1]])), sequenceAt(1));
  });

  test('names the first entry that was cut off', () => {
    assert.equal(broken((changed) => changed.splice(first + 3)), sequenceAt(3));
    const noEnd = lines.filter((line) => !line.startsWith('{"checkpoint"') && !line.startsWith('{"end"')).slice(0, 4);
    assert.notEqual(verifyAudit(noEnd.join('\n'), kept).broken, 0);
  });

  test('is betrayed by a checkpoint that was kept elsewhere', () => {
    const checkpoint = JSON.parse(kept);
    checkpoint.checkpoint.time += 1;
    assert.equal(broken(() => {}, JSON.stringify(checkpoint)), checkpoint.checkpoint.sequence);
  });

  test('makes the command line fail when it is broken', () => {
    const { status, stderr } = spawnSync('dotnet', [command, 'audit', 'verify', join(folder, 'none.jsonl')], { encoding: 'utf8' });
    assert.notEqual(status, 0);
    assert.ok(stderr.length > 0);
  });
});
