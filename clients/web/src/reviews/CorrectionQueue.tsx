import { Group, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ParseKeys } from 'i18next';
import { type CaseCorrection, type CaseFacts, CorrectionState } from '../gen/border/cases/v1/corrections_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { ActButtons } from '../parts/ActButtons';
import { Empty } from '../parts/Empty';
import { Loaded } from '../parts/Loaded';
import { PartTable } from '../parts/PartTable';
import classes from '../parts/parts.module.css';
import { RecordLink } from '../parts/RecordLink';
import { useNames } from '../reference/useNames';
import { useServices } from '../services/ServicesContext';
import { useMay, useSession } from '../services/session';

interface Decision {
  name: string;
  etag: string;
  reason: string;
  requestId: string;
}

/** Corrections of cases that one has asked for, for another to decide. */
export function CorrectionQueue() {
  const { t } = useTranslation();
  const { corrections } = useServices();
  const found = useQuery({
    queryKey: ['reviews', 'corrections'],
    queryFn: async ({ signal }) => {
      const asked = { state: CorrectionState.PENDING, pageSize: 100 };
      let page = await corrections.listCorrections(asked, { signal });
      // Where much is not for the user, pages may be empty.
      while (page.corrections.length === 0 && page.nextPageToken)
        page = await corrections.listCorrections({ ...asked, pageToken: page.nextPageToken }, { signal });
      return page;
    },
  });
  return (
    <Loaded query={found}>
      {({ corrections, nextPageToken }) =>
        corrections.length === 0 ? (
          <Empty>{t('reviews.none')}</Empty>
        ) : (
          <Stack>
            {corrections.map((correction) => (
              <AskedCorrection key={correction.name} name={correction.name} />
            ))}
            {nextPageToken && <Text size="sm">{t('reviews.moreCorrections', { most: corrections.length })}</Text>}
          </Stack>
        )
      }
    </Loaded>
  );
}

/** Lists leave out what is to be corrected: it may tell of persons. */
function AskedCorrection({ name }: { name: string }) {
  const { corrections } = useServices();
  const found = useQuery({
    queryKey: ['reviews', 'corrections', name],
    queryFn: ({ signal }) => corrections.getCorrection({ name }, { signal }),
    gcTime: 0,
  });
  return <Loaded query={found}>{(correction) => <Correction correction={correction} />}</Loaded>;
}

function Correction({ correction }: { correction: CaseCorrection }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const { corrections } = useServices();
  const mayDecide = useMay('supervisor');
  const factOf = useFactOf();
  const isOwn = useSession().data?.subject === correction.requester;
  const { name, etag } = correction;
  const act = (label: string, needsReason: boolean, decide: (request: Decision) => Promise<CaseCorrection>) => ({
    name: label,
    needsReason,
    of: `${label} ${name} ${etag}`,
    carryOut: (request: { reason: string; requestId: string }) => decide({ ...request, name, etag }),
    changes: ['reviews', 'corrections'],
    forbidden: isOwn ? t('reviews.ownRequest') : undefined,
  });
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" align="start">
        <div>
          <RecordLink name={correction.case} />
          <Text size="xs" c="dark.3">
            {t('reviews.asked', { who: correction.requester, time: time(correction.requestTime) })}
          </Text>
        </div>
        {mayDecide && (
          <ActButtons
            label={t('verb.heading')}
            acts={[
              act(t('reviews.approve'), false, (decision) => corrections.approveCorrection(decision)),
              act(t('reviews.refuse'), true, (decision) => corrections.rejectCorrection(decision)),
            ]}
          />
        )}
      </Group>
      <Text size="sm" my="xs" className={classes.words}>
        {correction.reason}
      </Text>
      <PartTable
        label={`${t('reviews.queues.corrections')}: ${correction.case}`}
        items={correction.updateMask?.paths ?? []}
        keyOf={(path) => path}
        empty=""
        file={() => ({
          fileName: 'border-correction',
          notes: [
            correction.name,
            t('reviews.asked', { who: correction.requester, time: time(correction.requestTime) }),
            correction.reason,
          ],
        })}
        columns={[
          {
            head: t('reviews.field'),
            cell: (path) => t(`reviews.fields.${path}` as ParseKeys, { defaultValue: path.replaceAll('_', ' ') }),
          },
          { head: t('reviews.before'), cell: (path) => factOf(correction.before, path) },
          { head: t('reviews.after'), cell: (path) => factOf(correction.after, path) },
        ]}
      />
    </Paper>
  );
}

function useFactOf() {
  const { t } = useTranslation();
  const names = useNames();
  const { time } = useFormats();
  return (facts: CaseFacts | undefined, path: string) => {
    const values: Record<string, string | undefined> = {
      unit: facts?.unit,
      area: facts && names.area(facts.area),
      register_time: time(facts?.registerTime),
      principal_offence: facts && names.offence(facts.principalOffence),
      other_offences: facts?.otherOffences.map(names.offence).join(t('list.and')),
      particulars: [facts?.particulars?.title, facts?.particulars?.summary].filter(Boolean).join('\n'),
    };
    return values[path];
  };
}
