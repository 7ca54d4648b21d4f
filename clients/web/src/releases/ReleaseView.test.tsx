import { create } from '@bufbuild/protobuf';
import { Code, ConnectError } from '@connectrpc/connect';
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  FindingSeverity,
  GateRule,
  GetFindingsResponseSchema,
  GetRevisionsResponseSchema,
  ReleaseSchema,
  ReleaseState,
} from '../gen/border/statistics/v1/releases_pb';
import { show } from '../testing/show';
import { ReleaseView } from './ReleasePage';
import { WithdrawDialog } from './WithdrawDialog';

const draft = create(ReleaseSchema, {
  name: 'releases/may',
  etag: '2',
  state: ReleaseState.DRAFT,
  period: '2021-05',
  startDate: '2021-05-01',
  endDate: '2021-05-31',
  drafter: 'one',
  composer: 'one',
  contentSha256: 'ab'.repeat(32),
  content: { title: { en: 'Border bulletin: May 2021' }, asOf: '2021-06-05', narrative: { en: 'In May', zh: '五月' } },
});
const published = create(ReleaseSchema, { ...draft, state: ReleaseState.PUBLISHED, signer: 'two', publisher: 'one' });
const blocking = { rule: GateRule.STALE_FEED, severity: FindingSeverity.BLOCKING, text: { en: 'The feed cases is behind.' } };
const warning = { rule: GateRule.SILENT_AREAS, severity: FindingSeverity.WARNING, text: { en: 'South is silent.' } };

const as = (subject: string, roles: string[] = []) =>
  vi.stubGlobal('fetch', async () =>
    Response.json({ subject, user: 'Invented Name', roles, areas: [], needsSignIn: false, canSignOut: true }),
  );

function services(found: object = {}, more: object = {}) {
  const names = {
    listAreas: async () => ({ areas: [] }),
    listIndicators: async () => ({ indicators: [] }),
    getProgress: async () => ({ feeds: [] }),
  };
  const releases = { getFindings: async () => create(GetFindingsResponseSchema, found), ...more };
  return { statistics: names, cases: { listOffences: async () => ({ offences: [] }) }, releases };
}

beforeEach(() => as('two'));
// Whoever it is here is nobody in the tests of other files.
afterEach(() => vi.unstubAllGlobals());

test('findings are told line by line, what blocks first, and a blocked draft is not signed', async () => {
  show(<ReleaseView release={draft} />, services({ findings: [warning, blocking], blocked: true }));

  const lines = await screen.findAllByRole('listitem');

  expect(lines.map((line) => line.textContent)).toEqual(['blocksThe feed cases is behind.', 'warnsSouth is silent.']);
  expect(screen.getByRole('button', { name: 'Sign' })).toHaveProperty('disabled', true);
});

test('whoever composed it is told that a second person signs', async () => {
  as('one');
  show(<ReleaseView release={draft} />, services());

  expect(await screen.findByText(/Another person signs/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Sign' })).toHaveProperty('disabled', true);
});

test('a signature goes with the etag that was seen, and a refusal is told', async () => {
  const signRelease = vi.fn().mockRejectedValue(new ConnectError('What is known moved since.', Code.FailedPrecondition));
  show(<ReleaseView release={draft} />, services({}, { signRelease }));
  await screen.findByText('Nothing was found.');

  await userEvent.click(screen.getByRole('button', { name: 'Sign' }));
  await screen.findByText('What is known moved since.');
  await userEvent.click(screen.getByRole('button', { name: 'Sign' }));

  const [first, second] = signRelease.mock.calls.map(([request]) => request);
  expect(first).toMatchObject({ name: 'releases/may', etag: '2' });
  expect(second.requestId).toBe(first.requestId);
});

test('a published release tells its revisions and offers a notice only', async () => {
  const revisions = create(GetRevisionsResponseSchema, {
    figureCount: 3,
    revisions: [
      {
        indicator: 'cases',
        displayName: { en: 'Cases' },
        published: { amount: '1000' },
        today: { amount: '998' },
        difference: '-2',
        since: '2021-07-09',
        recountedOn: '2021-07-08',
        correction: { en: 'A patrol counts 744 hours at most.' },
        records: [{ record: 'cases/c1', publishedAmount: '2', amount: '0' }],
      },
    ],
  });
  show(<ReleaseView release={published} />, services({}, { getRevisions: async () => revisions }));

  const row = await screen.findByRole('row', { name: /Cases/ });

  expect(row.textContent).toBe(
    'Cases1,000998-29 Jul 2021Counted again on 8 Jul 2021. A patrol counts 744 hours at most.cases/c1: 2 → 0',
  );
  expect(screen.queryByRole('button', { name: 'Publish' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Withdraw' })).toBeTruthy();
});

test('it is asked before something is published, and nothing is when that is cancelled', async () => {
  const publishRelease = vi.fn().mockResolvedValue(published);
  const signed = create(ReleaseSchema, { ...draft, state: ReleaseState.SIGNED, signer: 'two' });
  show(<ReleaseView release={signed} />, services({}, { publishRelease }));
  await screen.findByText('Nothing was found.');

  await userEvent.click(screen.getByRole('button', { name: 'Publish' }));
  const dialog = within(screen.getByRole('dialog'));
  expect(dialog.getByText('May, 2021, The whole nation')).toBeTruthy();
  await userEvent.click(dialog.getByText('Cancel'));
  expect(publishRelease).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: 'Publish' }));
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Publish' }));

  expect(publishRelease.mock.calls[0]?.[0]).toMatchObject({ name: 'releases/may', etag: '2' });
});

test('whoever makes no releases is offered no act of them', async () => {
  as('two', ['auditor']);
  show(<ReleaseView release={draft} />, services());

  await vi.waitFor(() => expect(screen.queryByRole('group', { name: 'What can be done' })).toBeNull());
  expect(screen.queryByRole('button', { name: 'Sign' })).toBeNull();
});

test('a notice is in both languages', async () => {
  const withdrawRelease = vi.fn().mockResolvedValue(published);
  const onClose = vi.fn();
  show(<WithdrawDialog release={published} onClose={onClose} />, services({}, { withdrawRelease }));
  fireEvent.change(screen.getByLabelText(/English/), { target: { value: 'A figure was wrong.' } });
  await userEvent.click(screen.getByRole('button', { name: 'Withdraw' }));
  expect(withdrawRelease).not.toHaveBeenCalled();

  fireEvent.change(screen.getByLabelText(/Chinese/), { target: { value: '数据有误。' } });
  await userEvent.click(screen.getByRole('button', { name: 'Withdraw' }));

  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(withdrawRelease.mock.calls[0]?.[0]).toMatchObject({
    etag: '2',
    reason: { en: 'A figure was wrong.', zh: '数据有误。' },
  });
});
