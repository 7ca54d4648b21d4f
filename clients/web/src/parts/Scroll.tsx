import { type ReactNode, useEffect, useRef, useState } from 'react';
import classes from './parts.module.css';

/** Around what may be wider than the screen: then the keyboard reaches it, and its edge tells that there is more. */
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  const place = useRef<HTMLElement>(null);
  const [isWide, setWide] = useState(false);
  const [hasMore, setMore] = useState(false);
  const measure = () => {
    const { scrollWidth, scrollLeft, clientWidth } = place.current ?? { scrollWidth: 0, scrollLeft: 0, clientWidth: 0 };
    setWide(scrollWidth > clientWidth);
    setMore(scrollWidth - scrollLeft - clientWidth > 1);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever measures is the same although it is made anew.
  useEffect(() => {
    if (!place.current) return;
    const sizes = new ResizeObserver(measure);
    sizes.observe(place.current);
    return () => sizes.disconnect();
  }, []);
  const reached = isWide ? { role: 'group', tabIndex: 0, 'aria-label': label } : {};
  return (
    <section ref={place} className={classes.scroll} data-more={hasMore || undefined} onScroll={measure} {...reached}>
      {children}
    </section>
  );
}
