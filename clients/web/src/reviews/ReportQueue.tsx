import { useTranslation } from 'react-i18next';
import { useCaseColumns } from '../cases/useCaseColumns';
import { useCaseList } from '../cases/useCases';
import { RecordList } from '../parts/RecordList';

/** What patrols and others have referred, and what may become a case. */
export function ReportQueue() {
  const { t } = useTranslation();
  return (
    <RecordList
      query={useCaseList({ state: 'REPORTED' })}
      itemsOf={(page) => page.cases}
      keyOf={({ name }) => name}
      columns={useCaseColumns()}
      label={t('reviews.queues.reports')}
      empty={t('reviews.none')}
    />
  );
}
