import { type FocusEvent, type PointerEvent, useState } from 'react';
import { flushSync } from 'react-dom';

/** Whether what is costly to draw is there: not before somebody points at it, comes to it by a key, or presses it. */
export type Stage = 'waiting' | 'there' | 'focused' | 'pressed';

/**
 * For what opens over a page: its parts cost more than all else on the page, and most of it is never opened. What stands in its place
 * looks the same, and makes room for it before a press of a mouse begins; a finger's press and a key's are carried on.
 */
export function useLater() {
  const [stage, setStage] = useState<Stage>('waiting');
  // At once: what is pressed next is what is there by then.
  const turn = (next: Stage) => flushSync(() => setStage(next));
  const waiting = {
    onPointerEnter: ({ pointerType }: PointerEvent) => pointerType !== 'touch' && turn('there'),
    onFocus: ({ currentTarget }: FocusEvent<HTMLElement>) => currentTarget.matches(':focus-visible') && turn('focused'),
    onClick: () => turn('pressed'),
  };
  return { stage, waiting };
}
