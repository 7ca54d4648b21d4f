import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { show } from '../testing/show';
import { AddNote } from './AddNote';

test('the same words said again are another note', async () => {
  const addNote = vi.fn().mockResolvedValue({});
  show(<AddNote id="a" />, { notes: { addNote } });

  for (let said = 0; said < 2; said++) {
    await userEvent.type(screen.getByLabelText('Note'), 'No answer.');
    await userEvent.click(screen.getByRole('button', { name: 'Add a note' }));
  }

  const [first, second] = addNote.mock.calls.map(([request]) => request);
  expect(second.text).toBe(first.text);
  expect(second.noteId).not.toBe(first.noteId);
});

test('a half-written note is there again for its case, and for no other', async () => {
  show(<AddNote id="b" />, {});
  await userEvent.type(screen.getByLabelText('Note'), 'Half');
  cleanup();

  show(<AddNote id="c" />, {});
  expect(screen.getByLabelText<HTMLTextAreaElement>('Note').value).toBe('');
  cleanup();
  show(<AddNote id="b" />, {});
  expect(screen.getByLabelText<HTMLTextAreaElement>('Note').value).toBe('Half');

  await userEvent.clear(screen.getByLabelText('Note'));
});

test('a note whose answer was lost is the same one after its page was left', async () => {
  const addNote = vi.fn().mockRejectedValueOnce(new Error('away')).mockResolvedValue({});
  show(<AddNote id="e" />, { notes: { addNote } });
  await userEvent.type(screen.getByLabelText('Note'), 'Seen again.');
  await userEvent.click(screen.getByRole('button', { name: 'Add a note' }));
  cleanup();

  show(<AddNote id="e" />, { notes: { addNote } });
  await userEvent.click(screen.getByRole('button', { name: 'Add a note' }));

  const [first, second] = addNote.mock.calls.map(([request]) => request);
  expect(second).toEqual(first);
});

test('the browser asks before it leaves what is half-written', async () => {
  const isAsked = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  show(<AddNote id="d" />, {});
  expect(isAsked()).toBe(false);

  await userEvent.type(screen.getByLabelText('Note'), 'Half');
  expect(isAsked()).toBe(true);

  await userEvent.clear(screen.getByLabelText('Note'));
  expect(isAsked()).toBe(false);
});
