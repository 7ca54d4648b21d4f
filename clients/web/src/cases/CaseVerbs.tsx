import { Button, Group, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../gen/border/cases/v1/cases_pb';
import { CaseState } from '../gen/border/cases/v1/turns_pb';
import type { StateName } from './search';
import { VerbDialog } from './VerbDialog';
import { isAllowed, type VerbName, verbNames } from './verbs';

/** What can be done with a case. What its state does not allow stays, and says why. */
export function CaseVerbs({ record, id }: { record: Case; id: string }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<VerbName | null>(null);
  const why = t('verb.notInState', { state: t(`caseState.${CaseState[record.state] as StateName}`) });
  return (
    <>
      <Group gap="xs" role="group" aria-label={t('verb.heading')}>
        {verbNames.map((verb) => {
          const isOpen = isAllowed(verb, record.state);
          return (
            <Tooltip key={verb} label={why} disabled={isOpen} events={{ hover: true, focus: true, touch: true }}>
              <Button
                size="xs"
                variant="default"
                aria-disabled={!isOpen}
                data-disabled={!isOpen || undefined}
                aria-description={isOpen ? undefined : why}
                onClick={() => isOpen && setChosen(verb)}
              >
                {t(`verb.${verb}`)}
              </Button>
            </Tooltip>
          );
        })}
      </Group>
      {chosen && <VerbDialog verb={chosen} record={record} id={id} onClose={() => setChosen(null)} />}
    </>
  );
}
