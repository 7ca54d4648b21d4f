import { type NavigateOptions, useRouter } from '@tanstack/react-router';
import type { MouseEvent } from 'react';

const isPlain = ({ button, defaultPrevented, metaKey, altKey, ctrlKey, shiftKey }: MouseEvent) =>
  button === 0 && !(defaultPrevented || metaKey || altKey || ctrlKey || shiftKey);

let isTaken = false;

/** Whether a way was taken to what is shown now, which is told once. */
export function wasTaken() {
  const was = isTaken;
  isTaken = false;
  return was;
}

/**
 * Makes plain anchors lead to pages of the application; what a page needs is asked for when somebody points at its way. The router's own
 * link follows every turn of the router and is as costly as a whole row of a list.
 */
export function useWay() {
  const router = useRouter();
  /** Where it leads, and what else is to be done when it is taken. */
  return (to: NavigateOptions, onTaken?: () => void) => {
    const prepare = () => void router.preloadRoute(to).catch(() => undefined);
    return {
      href: router.buildLocation(to).href,
      onPointerEnter: prepare,
      onFocus: prepare,
      onClick: (event: MouseEvent) => {
        if (!isPlain(event)) return;
        event.preventDefault();
        onTaken?.();
        isTaken = true;
        void router.navigate(to);
      },
    };
  };
}
