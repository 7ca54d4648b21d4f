import { Group, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../language/useTranslation';
import classes from './parts.module.css';

/** All but the last two characters are hidden, however many there are. */
export const masked = (value: string) => `••••••${value.length > 4 ? value.slice(-2) : ''}`;

/** A name of which only how it begins is told. */
export const maskedName = (name: string) =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((part) => `${[...part][0]}••`)
    .join(' ');

/** A number that is shown when it is asked for. */
export function Masked({ value, what }: { value: string; what: string }) {
  const { t } = useTranslation();
  const [isShown, setShown] = useState(false);
  return (
    <Group gap="xs" wrap="wrap">
      <Text component="span" size="sm" className={classes.number}>
        {isShown ? value : masked(value)}
      </Text>
      <UnstyledButton className={classes.action} aria-pressed={isShown} onClick={() => setShown(!isShown)}>
        {t(isShown ? 'persons.hide' : 'persons.reveal', { what })}
      </UnstyledButton>
    </Group>
  );
}
