import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { show } from '../testing/show';
import { TokenForm } from './TokenForm';

afterEach(() => vi.unstubAllGlobals());

const answer = (status: number) => {
  const asked = vi.fn(async () => new Response(null, { status }));
  vi.stubGlobal('fetch', asked);
  return asked;
};

test('a token is handed to the server, and is nowhere in the page afterwards', async () => {
  const asked = answer(204);
  show(<TokenForm />, {});
  await userEvent.type(screen.getByLabelText('Token'), ' a.b.c ');

  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));

  expect(asked).toHaveBeenCalledWith('/session/token', expect.objectContaining({ method: 'POST', body: 'a.b.c' }));
  await vi.waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Token').value).toBe(''));
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('a.b.c');
});

test.each([
  [400, 'The token is not accepted.'],
  [503, 'The service cannot be reached at the moment.'],
])('status %i is told', async (status, words) => {
  answer(status);
  show(<TokenForm />, {});
  await userEvent.type(screen.getByLabelText('Token'), 'a.b.c');

  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));

  expect(await screen.findByText(words, { exact: false })).toBeTruthy();
});
