import { useEffect, useState } from 'react';

/** When what took the focus goes, the focus goes back to where it was, or to the page where that has gone too. */
export function useFocusBack() {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      const place = before?.isConnected ? before : document.getElementById('content');
      if (place instanceof HTMLElement) place.focus();
    },
    [before],
  );
}
