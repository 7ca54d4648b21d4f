import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TransportMode } from '../gen/border/patrols/v1/legs_pb';
import type { Patrol } from '../gen/border/patrols/v1/patrols_pb';
import { useFormats } from '../language/formats';
import { useWords } from '../language/useWords';

/** The legs of a patrol with who went, and its pauses. */
export function LegTable({ patrol }: { patrol: Patrol }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const word = useWords();
  if (patrol.legs.length === 0) return <Text size="sm">{t('patrols.noLegs')}</Text>;
  return (
    <>
      <Table.ScrollContainer minWidth={360}>
        <Table verticalSpacing={4} tabularNums>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('patrols.leg')}</Table.Th>
              <Table.Th>{t('patrols.start')}</Table.Th>
              <Table.Th>{t('patrols.transport')}</Table.Th>
              <Table.Th>{t('patrols.leader')}</Table.Th>
              <Table.Th>{t('patrols.team')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {patrol.legs.map((leg) => (
              <Table.Tr key={leg.number}>
                <Table.Td>{leg.number}</Table.Td>
                <Table.Td>{time(leg.startTime)}</Table.Td>
                <Table.Td>{word('TransportMode', TransportMode[leg.transport])}</Table.Td>
                <Table.Td>{leg.leader}</Table.Td>
                <Table.Td>{leg.team.join(', ')}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {patrol.pauses.map((pause, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pauses are only added.
        <Text size="sm" key={index}>
          {t('patrols.pauses')}: {time(pause.startTime)} – {time(pause.endTime)} {pause.reason}
        </Text>
      ))}
    </>
  );
}
