import { useQuery } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { show } from '../testing/show';
import { Loaded } from './Loaded';

function Dependent({ read }: { read: () => Promise<string> }) {
  const needed = useQuery({ queryKey: ['needed'], queryFn: read });
  const query = useQuery({ queryKey: ['x', needed.data], queryFn: () => `of ${needed.data}`, enabled: needed.isSuccess });
  return (
    <Loaded query={query} after={[needed]}>
      {(words) => <p>{words}</p>}
    </Loaded>
  );
}

test('what cannot be asked for without something else tells why that is not there, and asks for it again', async () => {
  const read = vi.fn().mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValue('what was needed');
  show(<Dependent read={read} />, {});
  expect((await screen.findByRole('alert')).textContent).toContain('cannot be reached');

  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));

  expect(await screen.findByText('of what was needed')).toBeTruthy();
});
