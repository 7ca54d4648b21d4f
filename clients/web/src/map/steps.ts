/** The colours of a scale, from the least to the most, each told apart from the next in grey too. */
export const stepColors = ['#d6e6ef', '#a3c6da', '#6ba1bf', '#3a7799', '#1d4e6b'] as const;

const nice = [1, 2, 5];

/**
 * Where the steps of a scale begin: round numbers, each some times the one before, since the largest area often has a hundred
 * times what the smallest has. At most as many as there are colours.
 */
export function stepsOf(amounts: number[]): number[] {
  const counted = amounts.filter((amount) => amount > 0);
  if (counted.length === 0) return [];
  const [least, most] = [Math.min(...counted), Math.max(...counted)];
  const powers = Math.log10(most / least) + 2;
  const first = Math.floor(Math.log10(least));
  const rounds = Array.from({ length: Math.ceil(powers) + 1 }, (_, power) =>
    nice.map((digit) => digit * 10 ** (first + power)),
  ).flat();
  const start = rounds.findLast((round) => round <= least) ?? least;
  const within = rounds.filter((round) => round >= start && round <= most);
  const every = Math.ceil(within.length / stepColors.length);
  return within.filter((_, at) => at % every === 0);
}

/** The step that an amount is in; null for nothing. */
export const stepOf = (amount: number, steps: number[]) => {
  const step = steps.findLastIndex((start) => amount >= start);
  return step < 0 ? null : step;
};
