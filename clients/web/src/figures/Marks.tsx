import { Badge, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FigureFlag } from '../gen/border/statistics/v1/statistics_pb';
import classes from './figures.module.css';
import { flagNames } from './values';

/** What a reader of a figure has to know, in words. */
export function Marks({ flags }: { flags: FigureFlag[] }) {
  const { t } = useTranslation();
  const names = [...new Set(flagNames(flags))];
  if (names.length === 0) return null;
  return (
    <Group gap={4}>
      {names.map((name) => (
        <Badge key={name} className={classes.mark} variant="outline" color="gray.8" size="sm" tt="none" fw={500}>
          {t(`flag.${name}`)}
        </Badge>
      ))}
    </Group>
  );
}
