import { useRef } from 'react';

/** Gives requests their ids: the same one sent again, after an answer that was lost, has the same. */
export function useRequestId() {
  const last = useRef<{ of: string; id: string }>(null);
  return (of: string) => {
    if (last.current?.of !== of) last.current = { of, id: crypto.randomUUID() };
    return last.current.id;
  };
}
