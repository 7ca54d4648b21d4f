/** A part of a year as the services write it: `H1`, `Q3`, `05`; empty for the whole year. */
export const parts = [
  '',
  'H1',
  'H2',
  'Q1',
  'Q2',
  'Q3',
  'Q4',
  ...Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0')),
];

export interface PartOfYear {
  year: number;
  part: string;
}

/** Null for periods of other forms, such as ranges of days, which an address may hold too. */
export function parsePeriod(text: string): PartOfYear | null {
  const match = /^(\d{4})(?:-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?$/.exec(text);
  return match ? { year: Number(match[1]), part: match[2] ?? '' } : null;
}

export const writePeriod = ({ year, part }: PartOfYear) => (part ? `${year}-${part}` : `${year}`);

/**
 * The period of a figure, to ask for what is behind it: a fiscal year by its days, for it began with the month that was set when the figure was
 * made, and another one may be set since.
 */
export const periodOf = ({ period, startDate, endDate }: { period: string; startDate: string; endDate: string }) =>
  period.startsWith('FY') ? `${startDate}..${endDate}` : period;

export function yearsBefore(period: string, years: number): string | null {
  const parsed = parsePeriod(period);
  return parsed && writePeriod({ ...parsed, year: parsed.year - years });
}

/** The half-year of a day: `2021-05-17`. */
export const halfOf = (day: string) => `${day.slice(0, 4)}-${day.slice(5, 7) < '07' ? 'H1' : 'H2'}`;

export const halfYearOf = (date: Date) => writePeriod({ year: date.getFullYear(), part: date.getMonth() < 6 ? 'H1' : 'H2' });
