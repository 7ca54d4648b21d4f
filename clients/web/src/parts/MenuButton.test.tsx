import { Menu } from '@mantine/core';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { press } from '../testing/press';
import { show } from '../testing/show';
import { MenuButton } from './MenuButton';

const menu = (onTake = vi.fn()) => {
  show(
    <MenuButton words="Export">
      <Menu.Item onClick={onTake}>As CSV</Menu.Item>
    </MenuButton>,
    {},
  );
  return onTake;
};

test('a menu is opened by a mouse', async () => {
  const onTake = menu();
  await press('Export');

  await userEvent.click(await screen.findByRole('menuitem', { name: 'As CSV' }));

  expect(onTake).toHaveBeenCalledOnce();
});

test('a menu is opened by the keyboard, and gives the focus back', async () => {
  const onTake = menu();
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(document.activeElement?.closest('[role=menu]')).toBeTruthy());

  await userEvent.keyboard('{Escape}');

  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Export'));
  expect(onTake).not.toHaveBeenCalled();
});

test('a menu is opened by whatever presses its button without pointing at it, such as a reader of screens', async () => {
  menu();

  screen.getByRole('button', { name: 'Export' }).click();

  expect(await screen.findByRole('menuitem', { name: 'As CSV' })).toBeTruthy();
});
