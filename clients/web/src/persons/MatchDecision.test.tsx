import { create } from '@bufbuild/protobuf';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MatchCandidateSchema, MatchState } from '../gen/border/persons/v1/matching_pb';
import { PersonSchema, PersonState } from '../gen/border/persons/v1/registry_pb';
import { show } from '../testing/show';
import { MatchDecision } from './MatchDecision';

const session = (...roles: string[]) => vi.stubGlobal('fetch', async () => Response.json({ user: 'a', roles }));
const candidate = (state: MatchState) =>
  create(MatchCandidateSchema, { name: 'match-candidates/m', etag: '2', state, first: 'persons/a', second: 'persons/b' });
const getPerson =
  (state: PersonState) =>
  async ({ name }: { name: string }) =>
    create(PersonSchema, { name, etag: '5', state });

beforeEach(() => session('investigator'));
afterEach(() => vi.unstubAllGlobals());

async function decide(name: string) {
  await userEvent.click(await screen.findByRole('button', { name }));
  await userEvent.type(screen.getByLabelText(/Reason/), 'Seen both');
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name }));
}

test('a decision is sent with the two records and the etag that was seen', async () => {
  const rejectMatch = vi.fn().mockResolvedValue({});
  const registry = { getPerson: getPerson(PersonState.REGISTERED) };
  show(<MatchDecision candidate={candidate(MatchState.PENDING)} />, { matches: { rejectMatch }, registry });

  await decide('Not the same person');

  expect(rejectMatch.mock.calls[0]?.[0]).toMatchObject({
    record: 'persons/a',
    otherRecord: 'persons/b',
    etag: '2',
    reason: 'Seen both',
  });
  expect(screen.queryByRole('button', { name: /Merge into/ })).toBeNull();
});

test('two that are decided to be one person are merged either way', async () => {
  const mergePersons = vi.fn().mockResolvedValue({});
  show(<MatchDecision candidate={candidate(MatchState.CONFIRMED)} />, {
    registry: { getPerson: getPerson(PersonState.REGISTERED), mergePersons },
  });
  await screen.findByRole('button', { name: 'Merge into persons/b' });

  await decide('Merge into persons/a');

  expect(mergePersons.mock.calls[0]?.[0]).toMatchObject({ name: 'persons/b', survivor: 'persons/a', etag: '5' });
});

test('what is merged is not offered to be merged again', async () => {
  show(<MatchDecision candidate={candidate(MatchState.CONFIRMED)} />, { registry: { getPerson: getPerson(PersonState.MERGED) } });

  expect(await screen.findByText('It is carried out.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Merge into/ })).toBeNull();
});

test('an auditor is offered no decision', async () => {
  session('auditor');
  show(<MatchDecision candidate={candidate(MatchState.PENDING)} />, {
    registry: { getPerson: getPerson(PersonState.REGISTERED) },
  });

  await vi.waitFor(() => expect(screen.queryByRole('button')).toBeNull());
});
