import { Button, type ButtonProps, Menu } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useLater } from './useLater';

interface Props extends Pick<ButtonProps, 'loading'> {
  words: string;
  /** What it is read as, where a page has several. */
  label?: string;
  onOpen?: (isOpen: boolean) => void;
  children: ReactNode;
}

/** A button with a menu, which is there when somebody wants it. */
export function MenuButton({ words, label, loading, onOpen, children }: Props) {
  const { stage, waiting } = useLater();
  const [isOpen, setOpen] = useState(false);
  const open = (next: boolean) => {
    setOpen(next);
    onOpen?.(next);
  };
  // Once the button is there to which the focus goes back.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever is told is the same although it is made anew.
  useEffect(() => {
    if (stage === 'pressed') open(true);
  }, [stage]);
  const button = { variant: 'default', size: 'xs', loading, 'aria-label': label };
  if (stage === 'waiting') {
    return (
      <Button {...button} aria-haspopup="menu" aria-expanded={false} {...waiting}>
        {words}
      </Button>
    );
  }
  return (
    <Menu opened={isOpen} onChange={open} position="bottom-end">
      <Menu.Target>
        <Button {...button} autoFocus={stage !== 'there'}>
          {words}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
