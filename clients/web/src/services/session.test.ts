import { expect, test } from 'vitest';
import { isOfAnother, ownAreas, type Session } from './session';

const of = (user: string): Session => ({
  needsSignIn: user === '',
  byToken: true,
  canSignOut: user !== '',
  user,
  roles: [],
  areas: [],
});

test('whoever signs in after somebody else begins anew', () => {
  // The pages of other tests may have had users.
  isOfAnother(of('li'));

  expect([of('li'), of(''), of('li'), of('wang'), of('wang')].map(isOfAnother)).toEqual([false, false, false, true, false]);
});

test('whoever is responsible for the nation may ask about all areas, and others about theirs', () => {
  expect([['*'], [], ['53', '65.01'], ['53', '*']].map((areas) => ownAreas({ areas }))).toEqual([
    null,
    null,
    ['53', '65.01'],
    null,
  ]);
});
