import { Text } from '@mantine/core';
import type { BulletinLine } from '../gen/border/statistics/v1/statistics_pb';
import { useFormats } from '../language/formats';
import classes from '../parts/terms.module.css';
import { useIndicators } from '../reference/reference';

/** What is counted, and what is not, for each line. */
export function Methodology({ lines }: { lines: BulletinLine[] }) {
  const { text } = useFormats();
  const indicators = useIndicators().data ?? [];
  const shown = new Set(lines.map((line) => line.figure?.indicator));
  return (
    <dl className={classes.terms}>
      {indicators
        .filter((indicator) => shown.has(indicator.code) && indicator.methodology)
        .map((indicator) => (
          <div key={indicator.code}>
            <Text component="dt" size="sm" fw={600}>
              {text(indicator.displayName)}
            </Text>
            <Text component="dd" size="sm">
              {text(indicator.methodology)}
            </Text>
          </div>
        ))}
    </dl>
  );
}
