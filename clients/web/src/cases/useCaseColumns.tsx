import type { Case } from '../gen/border/cases/v1/cases_pb';
import { CaseState } from '../gen/border/cases/v1/turns_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { RecordLink } from '../parts/RecordLink';
import type { Column } from '../parts/RecordTable';
import { useNames } from '../reference/useNames';
import { StateBadge } from './StateBadge';
import type { StateName } from './search';

/** What the worklist tells of a case. */
export function useCaseColumns(): Column<Case>[] {
  const { t } = useTranslation();
  const { time } = useFormats();
  const names = useNames();
  const offence = ({ principalOffence }: Case) => names.offence(principalOffence);
  return [
    {
      head: t('cases.number'),
      cell: ({ name, number }) => <RecordLink name={name}>{number || name}</RecordLink>,
      text: ({ name, number }) => number || name,
    },
    {
      head: t('cases.state'),
      cell: ({ state }) => <StateBadge state={state} />,
      text: ({ state }) => t(`caseState.${CaseState[state] as StateName}`),
    },
    { head: t('cases.offence'), cell: offence, title: offence },
    { head: t('area.label'), cell: ({ area }) => names.area(area) },
    { head: t('cases.unit'), cell: ({ unit }) => unit },
    { head: t('cases.registered'), cell: ({ registerTime, reportTime }) => time(registerTime ?? reportTime) },
    { head: t('cases.arrests'), cell: ({ arrests }) => arrests.filter(({ withdrawn }) => !withdrawn).length || '' },
  ];
}
