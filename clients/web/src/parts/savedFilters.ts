import { useState } from 'react';

const most = 10;

/**
 * Filters that a user keeps in this browser. Only what is said to be kept is: a browser is no place for what names somebody, so
 * there are no words of the user's own in it either, and an entry is told by what it filters.
 */
export function useSavedFilters<S extends object>(
  place: string,
  kept: readonly (keyof S & string)[],
  read: (search: Record<string, unknown>) => S,
) {
  const [saved, setSaved] = useState(() => stored(place, kept, read));
  const keep = (next: S[]) => {
    localStorage.setItem(`border-filters-${place}`, JSON.stringify(next));
    setSaved(next);
  };
  return {
    saved,
    save: (search: S) => {
      const entry = only(search, kept);
      if (Object.keys(entry).length === 0) return;
      keep([entry, ...saved.filter((other) => !isSame(other, entry))].slice(0, most));
    },
    forget: (search: S) => keep(saved.filter((other) => !isSame(other, search))),
  };
}

const only = <S extends object>(search: S, kept: readonly (keyof S & string)[]) =>
  Object.fromEntries(kept.flatMap((key) => (search[key] === undefined ? [] : [[key, search[key]]]))) as S;

const isSame = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other);

/** What was put there may be of an older version, or of somebody else's making. */
function stored<S extends object>(
  place: string,
  kept: readonly (keyof S & string)[],
  read: (search: Record<string, unknown>) => S,
): S[] {
  try {
    const entries: unknown = JSON.parse(localStorage.getItem(`border-filters-${place}`) ?? '[]');
    if (!Array.isArray(entries)) return [];
    return entries
      .filter((entry): entry is Record<string, unknown> => typeof entry === 'object' && entry !== null)
      .map((entry) => only(read(entry), kept))
      .filter((entry) => Object.keys(entry).length > 0)
      .slice(0, most);
  } catch {
    return [];
  }
}
