import { type Timestamp, timestampNow } from '@bufbuild/protobuf/wkt';
import { useRef } from 'react';

interface Sent {
  of: string;
  id: string;
  time: Timestamp;
}

const again = (last: Sent | null | undefined, of: string): Sent =>
  last?.of === of ? last : { of, id: crypto.randomUUID(), time: timestampNow() };

/**
 * Gives requests their ids, and the time of what they do: the same one sent again, after an answer that was lost, has the same of both, or it
 * would be another one.
 */
export function useRequest() {
  const last = useRef<Sent>(null);
  return (of: string) => {
    last.current = again(last.current, of);
    return last.current;
  };
}

// By the place: in memory only, as long as the application is open for the same user.
const unanswered = new Map<string, Sent>();

/** The same for what somebody may leave, and come back to, before they know that it was done. */
export function requestsAt(place: string) {
  return {
    requestOf: (of: string) => {
      const sent = again(unanswered.get(place), of);
      unanswered.set(place, sent);
      return sent;
    },
    /** It was done: the same is another one from here on. */
    settle: () => void unanswered.delete(place),
  };
}
