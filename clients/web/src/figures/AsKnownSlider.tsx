import { Box, Slider, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language/formats';
import { dayOf, timeOf } from './history';

const dayMs = 24 * 60 * 60_000;

/** Goes back to what was known on a day. At its end it is now, and follows what comes in. */
export function AsKnownSlider({ start, asOf, onChange }: { start: string; asOf: string; onChange: (asOf: string) => void }) {
  const { t } = useTranslation();
  const { day } = useFormats();
  const first = timeOf(start) / dayMs;
  const last = Math.max(first + 1, timeOf(dayOf(Date.now())) / dayMs);
  const chosen = asOf ? timeOf(asOf) / dayMs : last;
  const [moving, setMoving] = useState(chosen);
  useEffect(() => setMoving(chosen), [chosen]);
  const name = (value: number) => (value >= last ? t('figures.now') : day(dayOf(value * dayMs)));
  return (
    <Box miw={240} flex={1}>
      <Text size="sm" fw={500} id="as-known">
        {t('figures.asKnown')}: {name(moving)}
      </Text>
      <Slider
        min={first}
        max={last}
        value={moving}
        label={null}
        onChange={setMoving}
        onChangeEnd={(value) => onChange(value >= last ? '' : dayOf(value * dayMs))}
        thumbLabel={t('figures.asKnown')}
        thumbProps={{ 'aria-valuetext': name(moving) }}
      />
      <Text size="xs" c="dark.3">
        {t('figures.asKnownHelp')}
      </Text>
    </Box>
  );
}
