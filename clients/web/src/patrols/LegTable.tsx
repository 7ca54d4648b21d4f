import { Text } from '@mantine/core';
import { TransportMode } from '../gen/border/patrols/v1/legs_pb';
import type { Patrol } from '../gen/border/patrols/v1/patrols_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { PartTable } from '../parts/PartTable';

/** The legs of a patrol with who went, and its pauses. */
export function LegTable({ patrol }: { patrol: Patrol }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const word = useWords();
  return (
    <>
      <PartTable
        label={t('patrols.legs')}
        items={patrol.legs}
        keyOf={({ number }) => number}
        empty={t('patrols.noLegs')}
        columns={[
          { head: t('patrols.leg'), cell: ({ number }) => number },
          { head: t('patrols.start'), cell: ({ startTime }) => time(startTime) },
          { head: t('patrols.transport'), cell: ({ transport }) => word('TransportMode', TransportMode[transport]) },
          { head: t('patrols.leader'), cell: ({ leader }) => leader },
          { head: t('patrols.team'), cell: ({ team }) => team.join(', ') },
        ]}
      />
      {patrol.pauses.map((pause, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pauses are only added.
        <Text size="sm" key={index}>
          {t('patrols.pauses')}: {time(pause.startTime)} – {time(pause.endTime)} {pause.reason}
        </Text>
      ))}
    </>
  );
}
