import { screen } from '@testing-library/react';
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
