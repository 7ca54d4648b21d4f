import { useState } from 'react';
import { mayBeDone } from './refusal';

/**
 * What is to be done to a record as it stands. What was tried and may have been done is tried again as it was, although the record has been read
 * anew meanwhile: so it is the same request, which is carried out once.
 */
export function useTried<T>(now: T) {
  const [tried, setTried] = useState<T | null>(null);
  return { next: tried ?? now, failed: (error: unknown, of: T) => setTried(mayBeDone(error) ? of : null) };
}
