import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { type Act, ActDialog } from './ActDialog';
import classes from './parts.module.css';

/** An act, and why it cannot be done, where it cannot. */
export type OfferedAct = Act & { forbidden?: string };

/** What can be done. What a rule does not allow stays, and says why. */
export function ActButtons({ label, acts }: { label: string; acts: OfferedAct[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const act = acts.find(({ name }) => name === chosen);
  return (
    <>
      <Group gap="xs" role="group" aria-label={label}>
        {acts.map(({ name, forbidden }) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the button in it is what is pressed; around it are its words, to be pointed at.
          <span
            key={name}
            className={classes.act}
            onPointerEnter={() => setTold(name)}
            onPointerLeave={() => setTold(null)}
            onFocus={() => setTold(name)}
            onBlur={() => setTold(null)}
            onKeyDown={({ key }) => key === 'Escape' && setTold(null)}
          >
            <Button
              size="xs"
              variant="default"
              aria-disabled={!!forbidden}
              data-disabled={!!forbidden || undefined}
              aria-description={forbidden}
              onClick={() => (forbidden ? setTold(name) : setChosen(name))}
            >
              {name}
            </Button>
            {forbidden && told === name && (
              <span role="tooltip" className={classes.tip}>
                {forbidden}
              </span>
            )}
          </span>
        ))}
      </Group>
      {act && <ActDialog act={act} onClose={() => setChosen(null)} />}
    </>
  );
}
