import { Button, Group, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { type Act, ActDialog } from './ActDialog';

/** An act, and why it cannot be done, where it cannot. */
export type OfferedAct = Act & { forbidden?: string };

/** What can be done. What a rule does not allow stays, and says why. */
export function ActButtons({ label, acts }: { label: string; acts: OfferedAct[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const act = acts.find(({ name }) => name === chosen);
  return (
    <>
      <Group gap="xs" role="group" aria-label={label}>
        {acts.map(({ name, forbidden }) => (
          <Tooltip key={name} label={forbidden} disabled={!forbidden} events={{ hover: true, focus: true, touch: true }}>
            <Button
              size="xs"
              variant="default"
              aria-disabled={!!forbidden}
              data-disabled={!!forbidden || undefined}
              aria-description={forbidden}
              onClick={() => !forbidden && setChosen(name)}
            >
              {name}
            </Button>
          </Tooltip>
        ))}
      </Group>
      {act && <ActDialog act={act} onClose={() => setChosen(null)} />}
    </>
  );
}
