import { useCaseColumns } from '../cases/useCaseColumns';
import { caseList } from '../cases/useCases';
import { useTranslation } from '../language/useTranslation';
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
