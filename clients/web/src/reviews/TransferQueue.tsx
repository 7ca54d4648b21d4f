import { timestampNow } from '@bufbuild/protobuf/wkt';
import { Group, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Case } from '../gen/border/cases/v1/cases_pb';
import { CaseState } from '../gen/border/cases/v1/turns_pb';
import { useFormats } from '../language/formats';
import { ActButtons } from '../parts/ActButtons';
import { Empty } from '../parts/Empty';
import { Loaded } from '../parts/Loaded';
import classes from '../parts/parts.module.css';
import { RecordLink } from '../parts/RecordLink';
import { useServices } from '../services/ServicesContext';
import { useMay } from '../services/session';

/** Cases that another unit is asked to take. */
export function TransferQueue() {
  const { t } = useTranslation();
  const { cases } = useServices();
  const found = useQuery({
    queryKey: ['reviews', 'transfers'],
    queryFn: ({ signal }) => cases.listCases({ state: CaseState.TRANSFERRED, pageSize: 100 }, { signal }),
  });
  return (
    <Loaded query={found}>
      {({ cases }) =>
        cases.length === 0 ? (
          <Empty>{t('reviews.none')}</Empty>
        ) : (
          <Stack>
            {cases.map((record) => (
              <Transfer key={record.name} record={record} />
            ))}
          </Stack>
        )
      }
    </Loaded>
  );
}

function Transfer({ record }: { record: Case }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const { cases } = useServices();
  const mayAnswer = useMay('supervisor');
  const transfer = record.transfers.at(-1);
  const { name, etag } = record;
  const act = (
    label: string,
    needsReason: boolean,
    carryOut: (request: { reason: string; requestId: string }) => Promise<Case>,
  ) => ({
    name: label,
    note: t('verb.when'),
    needsReason,
    of: `${label} ${name} ${etag}`,
    carryOut,
    changes: ['reviews', 'transfers'],
  });
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" align="start">
        <div>
          <RecordLink name={name}>{record.number || name}</RecordLink>
          <Text size="sm">
            {transfer && t('reviews.fromTo', { from: transfer.fromUnit, to: transfer.toUnit, time: time(transfer.transferTime) })}
          </Text>
        </div>
        {mayAnswer && (
          <ActButtons
            label={t('verb.heading')}
            acts={[
              act(t('reviews.accept'), false, (request) =>
                cases.acceptTransfer({ ...request, name, etag, acceptTime: timestampNow() }),
              ),
              act(t('reviews.refuse'), true, (request) =>
                cases.refuseTransfer({ ...request, name, etag, refuseTime: timestampNow() }),
              ),
            ]}
          />
        )}
      </Group>
      <Text size="sm" className={classes.words}>
        {transfer?.reason}
      </Text>
    </Paper>
  );
}
