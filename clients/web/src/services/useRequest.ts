import { type Timestamp, timestampNow } from '@bufbuild/protobuf/wkt';
import { useRef } from 'react';

/**
 * Gives requests their ids, and the time of what they do: the same one sent again, after an answer that was lost, has the same of both, or it
 * would be another one.
 */
export function useRequest() {
  const last = useRef<{ of: string; id: string; time: Timestamp }>(null);
  return (of: string) => {
    if (last.current?.of !== of) last.current = { of, id: crypto.randomUUID(), time: timestampNow() };
    return last.current;
  };
}
