import { timestampFromDate } from '@bufbuild/protobuf/wkt';

/** Reads what stands in an address; whatever cannot be meant is left out. */
export const textIn = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined;

export const dayIn = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined);

/** The names of an enumeration's values that can be asked for. */
export const namesOf = <E extends object>(enumeration: E) =>
  Object.keys(enumeration).filter((name) => Number.isNaN(Number(name)) && name !== 'UNSPECIFIED') as Exclude<
    keyof E & string,
    'UNSPECIFIED'
  >[];

/** The beginning of a day where the user is. */
export const startOf = (date: string | undefined) => (date ? timestampFromDate(new Date(`${date}T00:00:00`)) : undefined);
