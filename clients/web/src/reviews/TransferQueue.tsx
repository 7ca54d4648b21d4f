import type { Timestamp } from '@bufbuild/protobuf/wkt';
import { caseList } from '../cases/useCases';
import type { Case } from '../gen/border/cases/v1/cases_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { ActButtons } from '../parts/ActButtons';
import { RecordLink } from '../parts/RecordLink';
import { RecordList } from '../parts/RecordList';
import type { Column } from '../parts/RecordTable';
import { useServices } from '../services/ServicesContext';
import { useMay } from '../services/session';

/** Cases that another unit is asked to take. */
export function TransferQueue() {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <RecordList
      list={{ ...caseList(services, { state: 'TRANSFERRED' }), key: ['reviews', 'transfers'] }}
      keyOf={({ name }) => name}
      columns={useTransferColumns()}
      label={t('reviews.queues.transfers')}
      empty={t('reviews.none')}
    />
  );
}

function useTransferColumns(): Column<Case>[] {
  const { t } = useTranslation();
  const { time } = useFormats();
  const mayAnswer = useMay('supervisor');
  const actsOf = useAnswers();
  const reason = ({ transfers }: Case) => transfers.at(-1)?.reason ?? '';
  const columns: Column<Case>[] = [
    {
      head: t('cases.number'),
      cell: ({ name, number }) => <RecordLink name={name}>{number || name}</RecordLink>,
      text: ({ name, number }) => number || name,
    },
    { head: t('reviews.from'), cell: ({ transfers }) => transfers.at(-1)?.fromUnit },
    { head: t('reviews.to'), cell: ({ transfers }) => transfers.at(-1)?.toUnit },
    { head: t('persons.when'), cell: ({ transfers }) => time(transfers.at(-1)?.transferTime) },
    { head: t('verb.reason'), cell: reason, title: reason },
  ];
  if (mayAnswer) {
    const acts = (record: Case) => <ActButtons label={record.number || record.name} acts={actsOf(record)} />;
    columns.push({ head: t('verb.heading'), cell: acts, text: null });
  }
  return columns;
}

/** How a transfer is answered by those who are asked. */
function useAnswers() {
  const { t } = useTranslation();
  const { cases } = useServices();
  return ({ name, etag }: Case) => {
    const act = (
      label: string,
      needsReason: boolean,
      carryOut: (request: { reason: string; requestId: string }, time: Timestamp) => Promise<Case>,
    ) => ({
      name: label,
      note: t('verb.when'),
      needsReason,
      of: `${label} ${name} ${etag}`,
      carryOut,
      changes: ['reviews', 'transfers'],
    });
    return [
      act(t('reviews.accept'), false, (request, acceptTime) => cases.acceptTransfer({ ...request, name, etag, acceptTime })),
      act(t('reviews.refuse'), true, (request, refuseTime) => cases.refuseTransfer({ ...request, name, etag, refuseTime })),
    ];
  };
}
