import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { show } from '../testing/show';
import { SearchField } from './SearchField';

const choices = () => [
  { value: '53', label: '53 Yunnan' },
  { value: '45', label: '45 Guangxi' },
];

const field = (value?: string) => {
  const onChange = vi.fn();
  show(
    <SearchField
      label="Area"
      placeholder="The whole nation"
      value={value}
      shown={value ? '53 Yunnan' : ''}
      choices={choices}
      onChange={onChange}
      isClearable
      width={200}
    />,
    {},
  );
  return onChange;
};

test('what is chosen is read before anybody comes to the field', () => {
  field('53');

  expect(screen.getByRole('combobox', { name: 'Area' }).textContent).toBe('53 Yunnan');
});

test('a choice is found by its name with the keyboard alone', async () => {
  const onChange = field();
  await userEvent.tab();
  expect(document.activeElement?.tagName).toBe('INPUT');

  await userEvent.keyboard('Guang{ArrowDown}{Enter}');

  await vi.waitFor(() => expect(onChange).toHaveBeenCalledWith('45'));
});

test('a press that nobody pointed for opens the list', async () => {
  field();

  screen.getByRole('combobox', { name: 'Area' }).click();

  expect(await screen.findByRole('option', { name: '45 Guangxi' })).toBeTruthy();
});
