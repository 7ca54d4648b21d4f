import { type ReactNode, useDeferredValue } from 'react';

/** What is further down, or takes long to draw: it is drawn once the rest is on screen, and gives way to whatever its user does. */
export function Later({ children, before = null }: { children: ReactNode; before?: ReactNode }) {
  return useDeferredValue(true, false) ? children : before;
}
