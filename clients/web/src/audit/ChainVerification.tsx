import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from '../language/useTranslation';
import { Failure } from '../parts/Failure';
import type { ServiceName } from '../services/clients';
import { useServices } from '../services/ServicesContext';

/** Has the service follow its chain from the first entry to the last. */
export function ChainVerification({ service }: { service: ServiceName }) {
  const { t } = useTranslation();
  const { audits } = useServices();
  const verify = useMutation({ mutationFn: () => audits[service].verifyChain({ service }) });
  const found = verify.data;
  const isBroken = found && found.brokenSequence > 0n;
  return (
    <>
      <Button variant="default" size="xs" w="max-content" loading={verify.isPending} onClick={() => verify.mutate()}>
        {t('audit.verify')}
      </Button>
      {verify.isError && <Failure error={verify.error} />}
      {found && (
        <Text size="sm" fw={600} role="status" c={isBroken ? 'red.9' : 'teal.9'}>
          {isBroken
            ? t('audit.broken', { sequence: found.brokenSequence.toString(), fault: found.fault })
            : t('audit.intact', { sequence: found.verified?.sequence.toString() ?? '0', count: Number(found.checkpointCount) })}
        </Text>
      )}
    </>
  );
}
