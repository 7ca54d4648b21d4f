import { useSyncExternalStore } from 'react';

/** What personal data may be read for, as the services take it. */
export const purposes = [
  'border_check',
  'investigation',
  'protection',
  'matching',
  'correction',
  'proceedings',
  'data_subject_request',
  'oversight',
] as const;

export type PurposeName = (typeof purposes)[number];

// In memory only: whoever opens the application anew says anew what for.
let chosen: PurposeName | null = null;
const listeners = new Set<() => void>();

export const chosenPurpose = () => chosen;

export function choosePurpose(purpose: PurposeName | null) {
  chosen = purpose;
  for (const listener of listeners) listener();
}

const listen = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const usePurpose = () => useSyncExternalStore(listen, chosenPurpose);
