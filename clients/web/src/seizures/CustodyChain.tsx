import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { CustodyEntry } from '../gen/border/seizures/v1/custody_entries_pb';
import { CustodyFault } from '../gen/border/seizures/v1/custody_report_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { Failure } from '../parts/Failure';
import { Loaded } from '../parts/Loaded';
import { PartTable } from '../parts/PartTable';
import { useServices } from '../services/ServicesContext';
import { useQuantity } from './useQuantity';
import { useCustody } from './useSeizures';

/** Entry by entry, each bound to the one before by its hash, and whether that is still so. */
export function CustodyChain({ name }: { name: string }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const actOf = useActOf();
  return (
    <>
      <Text size="sm" fw={600} mt="md">
        {t('seizures.chain')}
      </Text>
      <Loaded query={useCustody(name, true)}>
        {({ entries }) => (
          <PartTable
            label={t('seizures.chain')}
            items={entries}
            keyOf={({ number }) => number}
            empty=""
            minWidth={560}
            columns={[
              { head: t('seizures.entry'), cell: ({ number }) => number },
              { head: t('persons.when'), cell: ({ actTime }) => time(actTime) },
              { head: t('persons.actor'), cell: ({ actor }) => actor },
              { head: t('seizures.act'), cell: (entry) => [actOf(entry), entry.note].filter(Boolean).join('. ') },
              {
                head: t('seizures.hash'),
                cell: ({ hash }) => `${hash.slice(0, 12)}…`,
                text: ({ hash }) => hash,
                title: ({ hash }) => hash,
              },
            ]}
          />
        )}
      </Loaded>
      <Verification name={name} />
    </>
  );
}

function useActOf() {
  const { t } = useTranslation();
  const quantity = useQuantity();
  return ({ act }: CustodyEntry) => {
    switch (act.case) {
      case undefined:
        return '';
      case 'offer':
        return t('seizures.acts.offer', { who: act.value.receiver });
      case 'storing':
        return t('seizures.acts.storing', { where: act.value.place });
      case 'weighing':
      case 'loss':
        return t(`seizures.acts.${act.case}`, { quantity: quantity(act.value.quantity) });
      default:
        return t(`seizures.acts.${act.case}`);
    }
  };
}

function Verification({ name }: { name: string }) {
  const { t } = useTranslation();
  const { custody } = useServices();
  const word = useWords();
  const verify = useMutation({ mutationFn: () => custody.verifyCustody({ name }) });
  const found = verify.data;
  return (
    <>
      <Button size="xs" variant="default" loading={verify.isPending} onClick={() => verify.mutate()}>
        {t('seizures.verify')}
      </Button>
      {verify.isError && <Failure error={verify.error} />}
      {found && (
        <Text mt="sm" size="sm" fw={600} role="status" c={found.intact ? 'teal.9' : 'red.9'}>
          {found.intact
            ? t('seizures.intact', { count: found.entryCount })
            : t('seizures.brokenAt', { entry: found.entry, fault: word('CustodyFault', CustodyFault[found.fault]) })}{' '}
          {found.erasedEntries.length > 0 && t('seizures.erasedEntries', { count: found.erasedEntries.length })}
        </Text>
      )}
    </>
  );
}
