import type { Case } from '../gen/border/cases/v1/cases_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { Facts } from '../parts/Facts';
import { useNames } from '../reference/useNames';

export function CaseFacts({ record }: { record: Case }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const names = useNames();
  const facts: [string, string][] = [
    [t('cases.summary'), record.particulars?.title ?? ''],
    [t('cases.offence'), names.offence(record.principalOffence)],
    [t('cases.otherOffences'), record.otherOffences.map(names.offence).join(', ')],
    [t('area.label'), `${record.area} ${names.area(record.area)}`],
    [t('cases.unit'), record.unit],
    [t('cases.registered'), time(record.registerTime)],
    [t('cases.assignee'), record.assignee || t('cases.nobody')],
  ];
  return <Facts facts={facts} />;
}
