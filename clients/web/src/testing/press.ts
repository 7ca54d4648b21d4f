import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

/** Presses a button as people do: what comes in its place when it is pointed at is what is pressed. */
export async function press(name: string) {
  await userEvent.hover(screen.getByRole('button', { name }));
  await userEvent.click(screen.getByRole('button', { name }));
}
