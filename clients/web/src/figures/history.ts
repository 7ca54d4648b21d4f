const dayMs = 24 * 60 * 60_000;
const steps = [0, 7, 30, 90, 365];

export const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
/** The day that it is where the user is. */
export function today() {
  const now = new Date();
  return dayOf(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
}

export const timeOf = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** The days on which it is asked how a figure was known: its last day, some time after it, and today. */
export function knownDays(endDate: string, today: string): string[] {
  const end = timeOf(endDate);
  const days = steps.map((step) => dayOf(end + step * dayMs)).filter((day) => day < today);
  return [...days, today];
}
