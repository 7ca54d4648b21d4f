import { setTimeout } from 'node:timers/promises';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { type Client, createClient } from '@connectrpc/connect';
import { createGrpcWebTransport } from '@connectrpc/connect-web';
import type { Role } from '../src/app/pages';
import { AuditService } from '../src/gen/border/audit/v1/audit_pb';
import { CaseService } from '../src/gen/border/cases/v1/cases_pb';
import { CaseCorrectionService } from '../src/gen/border/cases/v1/corrections_pb';
import { ClaimSource, DocumentType } from '../src/gen/border/persons/v1/identity_pb';
import { PersonRegistryService } from '../src/gen/border/persons/v1/registry_pb';
import { signedAddress, tokenOf } from './tokens';

const may = timestampFromDate(new Date(Date.UTC(2021, 4, 3)));

/** A service that is only starting cannot say yet whether a token is good. */
async function beginSession(role: Role): Promise<Response> {
  const answer = await fetch(`${signedAddress}/session/token`, {
    method: 'POST',
    headers: { 'x-border-web': '1' },
    body: tokenOf(role),
  });
  if (answer.status !== 503) return answer;
  await setTimeout(200);
  return beginSession(role);
}

/** Calls as the pages of somebody who has signed in make them. */
export async function transportOf(role: Role, service: string, purpose = '') {
  const answer = await beginSession(role);
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const own = { 'x-border-web': '1', 'border-purpose': purpose, cookie };
  return createGrpcWebTransport({
    baseUrl: `${signedAddress}/api/${service}`,
    fetch: (input, init) => fetch(input, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), ...own } }),
  });
}

export const registryOf = async (role: Role): Promise<Client<typeof PersonRegistryService>> =>
  createClient(PersonRegistryService, await transportOf(role, 'persons', 'investigation'));

export const auditOf = async (service: string): Promise<Client<typeof AuditService>> =>
  createClient(AuditService, await transportOf('auditor', service, 'oversight'));

/** A case, and a correction of its unit that somebody asks for. */
export async function requestCorrection(role: Role, reason: string) {
  const transport = await transportOf(role, 'cases');
  const id = crypto.randomUUID();
  const registered = await createClient(CaseService, transport).registerCase({
    caseId: id,
    requestId: id,
    case: { unit: 'U-1', area: '53.01.02', registerTime: may, principalOffence: 'illegal_crossing' },
  });
  return createClient(CaseCorrectionService, transport).requestCorrection({
    name: registered.name,
    correctionId: id,
    facts: { unit: 'U-2' },
    updateMask: { paths: ['unit'] },
    reason,
    requestId: `${id}-2`,
  });
}

/** An invented person with a passport. */
export async function registerPerson(familyName: string, number: string) {
  const registry = await registryOf('investigator');
  const personId = crypto.randomUUID();
  const claim = {
    source: ClaimSource.DOCUMENT,
    familyName,
    givenNames: 'Anto',
    birthDate: '1991-03-05',
    nationality: 'LAO',
    document: { type: DocumentType.PASSPORT, number, issuingCountry: 'LAO' },
  };
  return registry.registerPerson({
    personId,
    requestId: personId,
    person: {
      unit: 'U-1',
      area: '53.01.02',
      registerTime: may,
      identity: { claims: [claim] },
    },
  });
}
