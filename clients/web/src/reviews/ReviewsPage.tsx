import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { SavedFilters } from '../filters/SavedFilters';
import { useTranslation } from '../language/useTranslation';
import { Page } from '../parts/Page';
import { useRights } from '../services/session';
import { CorrectionQueue } from './CorrectionQueue';
import { MatchQueue } from './MatchQueue';
import { NoticeQueue } from './NoticeQueue';
import { OverdueQueue } from './OverdueQueue';
import { ReportQueue } from './ReportQueue';
import { type QueueName, queuesFor, readReviewsSearch } from './search';
import { TransferQueue } from './TransferQueue';

const route = getRouteApi('/reviews');

/** What waits for somebody to decide it. */
export function ReviewsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const offered = queuesFor(useRights());
  const queue = search.queue ?? offered[0];
  return (
    <Page
      title={t('reviews.title')}
      actions={
        <SavedFilters
          page="REVIEWS"
          search={search}
          read={readReviewsSearch}
          onChoose={(chosen) => void navigate({ search: chosen })}
        />
      }
    >
      <Tabs
        value={queue}
        onChange={(next) => void navigate({ search: { queue: (next ?? undefined) as QueueName | undefined } })}
        keepMounted={false}
      >
        <Tabs.List aria-label={t('reviews.queue')}>
          {offered.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`reviews.queues.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={queue} pt="md">
          {queue === 'matches' && <MatchQueue />}
          {queue === 'corrections' && <CorrectionQueue />}
          {queue === 'transfers' && <TransferQueue />}
          {queue === 'reports' && <ReportQueue />}
          {queue === 'overdue' && <OverdueQueue />}
          {queue === 'notices' && (
            <NoticeQueue show={search.show ?? 'reply'} onShow={(show) => void navigate({ search: { queue, show } })} />
          )}
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
