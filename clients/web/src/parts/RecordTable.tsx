import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import classes from './parts.module.css';

const rowHeight = 41;

interface Place<T> {
  head: string;
  /** The cell's whole text, where the column may be too narrow for it. */
  title?: (item: T) => string;
  /** It says what the row is of. */
  isName?: boolean;
  /** A number, in text that is exact when it is taken out. */
  isNumber?: boolean;
}

type Words = string | number | undefined;

/** A column with what an export has in its place: the words themselves, else `text`; null where there is nothing to take out. */
export type Column<T> = Place<T> &
  ({ cell: (item: T) => Words; text?: (item: T) => Words } | { cell: (item: T) => ReactNode; text: ((item: T) => Words) | null });

interface Props<T> {
  label: string;
  columns: Column<T>[];
  count: number;
  /** Undefined while it is read. */
  rowAt: (index: number) => T | undefined;
  keyOf: (item: T) => string;
  hasMore: boolean;
  onView: (first: number, last: number) => void;
  minWidth?: string;
}

/** Any number of records: only the rows in view are there, and it is told which they are. */
export function RecordTable<T>({ label, columns, count, rowAt, keyOf, hasMore, onView, minWidth = '50rem' }: Props<T>) {
  const place = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => place.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollPaddingStart: rowHeight,
  });
  const shown = rows.getVirtualItems();
  const firstShown = shown[0]?.index ?? 0;
  const lastShown = shown.at(-1)?.index ?? 0;
  const above = shown[0]?.start ?? 0;
  const below = rows.getTotalSize() - (shown.at(-1)?.end ?? 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever is told is the same although it is made anew.
  useEffect(() => onView(firstShown, lastShown), [firstShown, lastShown]);
  const space = (height: number) =>
    height > 0 && (
      // In the place of the rows that are out of view.
      <tr aria-hidden>
        <td colSpan={columns.length} className={classes.space} style={{ height }} />
      </tr>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section ref={place} className={classes.list} tabIndex={0} aria-label={label}>
      <table className={classes.rows} style={{ minWidth }} aria-rowcount={hasMore ? -1 : count + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ head }) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {space(above)}
          {shown.map(({ index }) => {
            const item = rowAt(index);
            return (
              <tr key={item ? keyOf(item) : index} aria-rowindex={index + 2} aria-busy={item === undefined || undefined}>
                {columns.map(({ head, cell, title }) => (
                  <td key={head} className={title && classes.wide} title={item && title?.(item)}>
                    {item ? cell(item) : '…'}
                  </td>
                ))}
              </tr>
            );
          })}
          {space(below)}
        </tbody>
      </table>
    </section>
  );
}
