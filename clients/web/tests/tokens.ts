import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Role } from '../src/app/pages';

/** The station that is its own issuer of tokens. */
export const signedAddress = process.env.BORDER_WEB_SIGNED ?? '';

const coded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A token as `border token` makes it, with the station's key. */
export function tokenOf(role: Role, areas = ['*'], user = `${role}-1`) {
  const key = createPrivateKey(readFileSync(join(process.env.BORDER_WEB_SIGNED_DATA ?? '', 'token-key.pem')));
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: 'local',
    aud: 'border',
    sub: user,
    border_roles: [role],
    border_areas: areas,
    border_unit: 'U-1',
    nbf: now,
    exp: now + 3600,
  };
  const text = `${coded({ alg: 'ES256', typ: 'JWT' })}.${coded(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

/** Begins a session, as the page that takes the token does, and opens a page. */
export async function signInAs(page: Page, role: Role, path = '/', user = `${role}-1`, areas = ['*']) {
  const begun = await page.request.post(`${signedAddress}/session/token`, {
    headers: { 'x-border-web': '1' },
    data: tokenOf(role, areas, user),
  });
  expect(begun.ok()).toBe(true);
  await page.goto(`${signedAddress}${path}`);
  await expect(page.getByRole('button', { name: user })).toBeVisible();
}
