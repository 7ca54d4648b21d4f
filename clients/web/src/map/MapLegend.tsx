import { Group, Text } from '@mantine/core';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import classes from './map.module.css';
import { stepColors } from './steps';

/** Which colour stands for which amounts. The same is told by the numbers on the map and in the table. */
export function MapLegend({ steps, name }: { steps: number[]; name: string }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (steps.length === 0) return null;
  return (
    <Group gap="md" component="ul" className={classes.legend} aria-label={t('map.colours', { name })}>
      {steps.map((from, step) => {
        const before = steps[step + 1];
        return (
          <li key={from}>
            <span className={classes.swatch} style={{ background: stepColors[step] }} aria-hidden />
            <Text component="span" size="sm">
              {before === undefined
                ? t('map.from', { from: number(from) })
                : t('map.between', { from: number(from), before: number(before) })}
            </Text>
          </li>
        );
      })}
    </Group>
  );
}
