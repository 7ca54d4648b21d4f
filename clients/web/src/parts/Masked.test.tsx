import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { show } from '../testing/show';
import { Masked, masked, maskedName } from './Masked';

test('a number is hidden until it is asked for', async () => {
  show(<Masked value="X1234567" what="Number" />, {});
  expect(screen.queryByText('X1234567')).toBeNull();

  await userEvent.click(screen.getByRole('button', { name: 'Reveal Number' }));

  expect(screen.getByText('X1234567')).toBeTruthy();
});

test.each([
  ['X1234567', '••••••67'],
  ['1234', '••••••'],
  ['', '••••••'],
])('of "%s" no more is told than "%s"', (value, shown) => {
  expect(masked(value)).toBe(shown);
});

test('of a name only how each part begins is told', () => {
  expect(maskedName('Quaxo  Anto')).toBe('Q•• A••');
  expect(maskedName('王小明')).toBe('王••');
});
