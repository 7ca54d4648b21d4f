import type { BulletinLine } from '../gen/border/statistics/v1/statistics_pb';
import { useFormats } from '../language/formats';
import { Definitions } from '../parts/Definitions';
import { useIndicators } from '../reference/reference';

/** What is counted, and what is not, for each line. */
export function Methodology({ lines }: { lines: BulletinLine[] }) {
  const { text } = useFormats();
  const indicators = useIndicators().data ?? [];
  const shown = new Set(lines.map((line) => line.figure?.indicator));
  const entries = indicators
    .filter((indicator) => shown.has(indicator.code) && indicator.methodology)
    .map(({ code, displayName, methodology }) => ({ key: code, term: text(displayName), words: text(methodology) }));
  return <Definitions entries={entries} />;
}
