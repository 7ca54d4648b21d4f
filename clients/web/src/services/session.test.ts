import { expect, test } from 'vitest';
import { isOfAnother, type Session } from './session';

const of = (user: string): Session => ({ needsSignIn: user === '', byToken: true, canSignOut: user !== '', user, roles: [] });

test('whoever signs in after somebody else begins anew', () => {
  // The pages of other tests may have had users.
  isOfAnother(of('li'));

  expect([of('li'), of(''), of('li'), of('wang'), of('wang')].map(isOfAnother)).toEqual([false, false, false, true, false]);
});
