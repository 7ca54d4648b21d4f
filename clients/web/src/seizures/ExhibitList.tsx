import { Accordion, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { ExhibitRole } from '../gen/border/seizures/v1/custody_acts_pb';
import { type Exhibit, ExhibitState } from '../gen/border/seizures/v1/exhibits_pb';
import { ItemKind } from '../gen/border/seizures/v1/items_pb';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { Erased } from '../parts/Erased';
import { Facts } from '../parts/Facts';
import { Loaded } from '../parts/Loaded';
import { BalanceFacts } from './BalanceFacts';
import { CustodyChain } from './CustodyChain';
import { useExhibits } from './useSeizures';

/** What is in custody of a seizure: who has it, whether it balances, and its chain. */
export function ExhibitList({ seizure }: { seizure: string }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<string[]>([]);
  const word = useWords();
  return (
    <Loaded query={useExhibits(seizure)}>
      {({ exhibits }) =>
        exhibits.length === 0 ? (
          <Text size="sm">{t('seizures.noExhibits')}</Text>
        ) : (
          <Accordion multiple variant="separated" value={opened} onChange={setOpened} order={3}>
            {exhibits.map((exhibit) => (
              <Accordion.Item key={exhibit.name} value={exhibit.name}>
                <Accordion.Control>
                  <Group gap="xs">
                    <Text size="sm" fw={600}>
                      {word('ItemKind', ItemKind[exhibit.kind])} ({word('ExhibitRole', ExhibitRole[exhibit.role])})
                    </Text>
                    <Text size="sm" c="dark.3">
                      {exhibit.name} · {word('ExhibitState', ExhibitState[exhibit.state])}
                    </Text>
                    {exhibit.eraseTime && (
                      <Text size="sm" c="dark.3">
                        · {t('erased.part')}
                      </Text>
                    )}
                    {exhibit.balance?.balanceFlag && (
                      <Text size="sm" fw={600} c="red.9">
                        ⚠ {t('seizures.flagged')}
                      </Text>
                    )}
                  </Group>
                </Accordion.Control>
                <Accordion.Panel>{opened.includes(exhibit.name) && <ExhibitParts exhibit={exhibit} />}</Accordion.Panel>
              </Accordion.Item>
            ))}
          </Accordion>
        )
      }
    </Loaded>
  );
}

function ExhibitParts({ exhibit }: { exhibit: Exhibit }) {
  const { t } = useTranslation();
  return (
    <>
      <Erased record={exhibit} />
      <Facts
        facts={[
          [t('seizures.holder'), exhibit.holder],
          [t('seizures.receiver'), exhibit.receiver],
          [t('seizures.place'), exhibit.place],
          [t('seizures.seals'), exhibit.seals.join(', ')],
          [t('seizures.broken'), exhibit.brokenSeals.join(', ')],
        ]}
      />
      {exhibit.balance && <BalanceFacts balance={exhibit.balance} />}
      <CustodyChain name={exhibit.name} />
    </>
  );
}
