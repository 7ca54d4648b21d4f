import { useTranslation } from 'react-i18next';
import { useCaseColumns } from '../cases/useCaseColumns';
import { caseList } from '../cases/useCases';
import { RecordList } from '../parts/RecordList';
import { useServices } from '../services/ServicesContext';

/** What patrols and others have referred, and what may become a case. */
export function ReportQueue() {
  const { t } = useTranslation();
  return (
    <RecordList
      list={caseList(useServices(), { state: 'REPORTED' })}
      keyOf={({ name }) => name}
      columns={useCaseColumns()}
      label={t('reviews.queues.reports')}
      empty={t('reviews.none')}
    />
  );
}
