import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { isOfAnother, ownAreas, type Session, sessionOf } from './session';

const of = (subject: string): Session => ({
  needsSignIn: subject === '',
  byToken: true,
  canSignOut: subject !== '',
  subject,
  user: 'Invented Name',
  roles: [],
  areas: [],
});

afterEach(() => vi.unstubAllGlobals());

test('whoever signs in after somebody else begins anew', () => {
  const queries = new QueryClient();

  expect([of('li'), of(''), of('li'), of('wang')].map((session) => isOfAnother(session, queries))).toEqual([
    false,
    false,
    false,
    true,
  ]);
});

test('until the browser has left, the pages of somebody are told of nobody else', async () => {
  const queries = new QueryClient();
  const assign = vi.fn();
  vi.stubGlobal('location', { assign });
  const answer = vi.fn().mockImplementation(async () => Response.json(of('wang')));
  vi.stubGlobal(
    'fetch',
    answer.mockImplementationOnce(async () => Response.json(of('li'))),
  );
  await queries.fetchQuery(sessionOf());

  for (const times of [1, 2]) {
    void queries.refetchQueries(sessionOf());
    await vi.waitFor(() => expect(assign).toHaveBeenCalledTimes(times));
    await new Promise((resolve) => setTimeout(resolve));

    expect(queries.getQueryData(['session'])).toMatchObject({ subject: 'li' });
  }
});

test('whoever is responsible for the nation may ask about all areas, and others about theirs', () => {
  expect([['*'], [], ['53', '65.01'], ['53', '*']].map((areas) => ownAreas({ areas }))).toEqual([
    null,
    null,
    ['53', '65.01'],
    null,
  ]);
});
