import { useEffect, useId, useState } from 'react';

// What is half-written, by its place: in memory only, as long as the application is open for the same user.
const unsaved = new Map<string, string>();

window.addEventListener('beforeunload', (event) => {
  if (unsaved.size > 0) event.preventDefault();
});

export const forgetUnsaved = () => unsaved.clear();

/** Words that are still there when somebody has turned to another page and comes back. */
export function useDraft(place: string) {
  const [words, setWords] = useState(unsaved.get(place) ?? '');
  const write = (next: string) => {
    setWords(next);
    if (next) unsaved.set(place, next);
    else unsaved.delete(place);
  };
  return [words, write] as const;
}

/** Whether something is written that goes with its page: the browser asks before it leaves the page. */
export function useUnsaved(isWritten: boolean) {
  const place = useId();
  useEffect(() => {
    if (!isWritten) return;
    unsaved.set(place, '');
    return () => void unsaved.delete(place);
  }, [isWritten, place]);
}
