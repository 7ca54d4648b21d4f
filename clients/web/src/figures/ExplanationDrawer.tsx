import { Drawer } from '@mantine/core';
import { useState } from 'react';
import type { Figure } from '../gen/border/statistics/v1/statistics_pb';
import { useTranslation } from '../language/useTranslation';
import { Explanation } from './Explanation';

interface Props {
  /** What is explained; null for nothing. */
  figure: Figure | null;
  nameOf: (figure: Figure) => string;
  /** The day as known on which; empty for now. */
  asOf?: string;
  onClose: () => void;
}

/** Where a number comes from, beside the page that has it. */
export function ExplanationDrawer({ figure, nameOf, asOf = '', onClose }: Props) {
  const { t } = useTranslation();
  const [isNeeded, setNeeded] = useState(false);
  // Most who look at numbers ask of none where it comes from.
  if (figure && !isNeeded) setNeeded(true);
  if (!isNeeded) return null;
  return (
    <Drawer
      opened={figure !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={t('explain.title')}
      closeButtonProps={{ 'aria-label': t('explain.close') }}
    >
      {figure && <Explanation figure={figure} name={nameOf(figure)} asOf={asOf} />}
    </Drawer>
  );
}
