import { parsePeriod } from '../periods/periods';

/** The months of a period, such as `2021-05`; of a period of another form none. */
export function monthsOf(period: string): string[] {
  const parsed = parsePeriod(period);
  if (!parsed) return [];
  const { year, part } = parsed;
  const [first, count] = spanOf(part);
  return Array.from({ length: count }, (_, index) => `${year}-${String(first + index).padStart(2, '0')}`);
}

function spanOf(part: string): [first: number, count: number] {
  if (part === '') return [1, 12];
  const number = Number(part.slice(1));
  if (part.startsWith('H')) return [number * 6 - 5, 6];
  if (part.startsWith('Q')) return [number * 3 - 2, 3];
  return [Number(part), 1];
}

/** From the beginning of the first month to the end of the last, where the user is. */
export function datesOf(months: string[]): [from: Date, before: Date] | null {
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return null;
  const [year = 0, month = 0] = last.split('-').map(Number);
  return [new Date(`${first}-01T00:00:00`), new Date(year, month, 1)];
}
