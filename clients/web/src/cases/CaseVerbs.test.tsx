import { create } from '@bufbuild/protobuf';
import { Code, ConnectError } from '@connectrpc/connect';
import { act, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { CaseSchema } from '../gen/border/cases/v1/cases_pb';
import { CaseState } from '../gen/border/cases/v1/turns_pb';
import { show } from '../testing/show';
import { CaseVerbs } from './CaseVerbs';

const record = create(CaseSchema, { name: 'cases/a', etag: '3', state: CaseState.UNDER_INVESTIGATION });
const suspend = () => within(screen.getByRole('dialog')).getByRole('button', { name: 'Suspend' });

function ReadAnew() {
  const [etag, setEtag] = useState('3');
  return (
    <>
      <button type="button" onClick={() => setEtag('4')}>
        read anew
      </button>
      <CaseVerbs record={{ ...record, etag }} id="a" />
    </>
  );
}

async function open(services: object) {
  show(<CaseVerbs record={record} id="a" />, services);
  await userEvent.click(screen.getByRole('button', { name: 'Suspend' }));
}

test('a verb that needs a reason is not sent without one', async () => {
  const suspendCase = vi.fn();
  await open({ cases: { suspendCase } });

  await userEvent.click(suspend());

  expect(screen.getByText('A reason is needed.')).toBeTruthy();
  expect(suspendCase).not.toHaveBeenCalled();
});

test('a verb is sent with the etag that was seen', async () => {
  const suspendCase = vi.fn().mockResolvedValue(record);
  await open({ cases: { suspendCase } });

  await userEvent.type(screen.getByLabelText(/Reason/), 'Waits for the laboratory');
  await userEvent.click(suspend());

  expect(suspendCase.mock.calls[0]?.[0]).toMatchObject({ name: 'cases/a', etag: '3', reason: 'Waits for the laboratory' });
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('what is written is not lost by Escape, and the focus goes back to where it was', async () => {
  await open({});
  await userEvent.type(screen.getByLabelText(/Reason/), 'My words');

  await userEvent.keyboard('{Escape}');
  expect(screen.getByLabelText<HTMLTextAreaElement>(/Reason/).value).toBe('My words');
  await userEvent.clear(screen.getByLabelText(/Reason/));
  await userEvent.keyboard('{Escape}');

  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Suspend' }));
});

test.each([
  ['auditor', []],
  [
    'investigator',
    ['Open the investigation', 'Suspend', 'Resume', 'Mark as solved', 'Refer for prosecution', 'Conclude', 'Close'],
  ],
  ['supervisor', expect.arrayContaining(['Suspend', 'Reopen', 'Void'])],
])('%s is offered what is theirs', async (role, names) => {
  const queries = show(<CaseVerbs record={record} id="a" />, {});

  act(() => void queries.setQueryData(['session'], { roles: [role], areas: ['*'] }));

  await vi.waitFor(() => expect(screen.queryAllByRole('button').map(({ textContent }) => textContent)).toEqual(names));
});

test('a conflict is told, and the words are kept', async () => {
  const suspendCase = vi.fn().mockRejectedValue(new ConnectError('The record changed.', Code.Aborted));
  await open({ cases: { suspendCase } });

  await userEvent.type(screen.getByLabelText(/Reason/), 'My words');
  await userEvent.click(suspend());

  expect(await screen.findByRole('alert')).toHaveProperty('textContent', expect.stringContaining('Somebody else has changed'));
  expect(screen.getByLabelText<HTMLTextAreaElement>(/Reason/).value).toBe('My words');
});

test('the same words sent again are the same request, with the same time', async () => {
  const suspendCase = vi.fn().mockRejectedValue(new ConnectError('Away.', Code.Unavailable));
  await open({ cases: { suspendCase } });
  await userEvent.type(screen.getByLabelText(/Reason/), 'x');

  await userEvent.click(suspend());
  await userEvent.click(suspend());
  await userEvent.type(screen.getByLabelText(/Reason/), 'y');
  await userEvent.click(suspend());

  const [first, second, third] = suspendCase.mock.calls.map(([request]) => request);
  expect(second).toEqual(first);
  expect(third.requestId).not.toBe(first.requestId);
});

test('an answer that was lost is told as such, and the same is sent again although the record was read anew', async () => {
  const suspendCase = vi.fn().mockRejectedValue(new TypeError('Failed to fetch'));
  show(<ReadAnew />, { cases: { suspendCase } });
  await userEvent.click(screen.getByRole('button', { name: 'Suspend' }));
  await userEvent.type(screen.getByLabelText(/Reason/), 'x');
  await userEvent.click(suspend());
  expect(await screen.findByText(/It is not known whether this was done/)).toBeTruthy();

  fireEvent.click(screen.getByText('read anew'));
  await userEvent.click(suspend());

  const [first, second] = suspendCase.mock.calls.map(([request]) => request);
  expect(second).toEqual(first);
});

test('a verb that the state does not allow says why', async () => {
  show(<CaseVerbs record={record} id="a" />, {});

  const reopen = screen.getByRole('button', { name: 'Reopen' });
  await userEvent.click(reopen);

  expect(reopen.getAttribute('aria-disabled')).toBe('true');
  expect(reopen.getAttribute('aria-description')).toContain('Under investigation');
  expect(screen.queryByRole('dialog')).toBeNull();
});
