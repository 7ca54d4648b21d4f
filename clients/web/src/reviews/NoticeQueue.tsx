import { Stack } from '@mantine/core';
import { CounterpartKind, type Notice, NoticeDirection, NoticeState, NoticeSubject } from '../gen/border/cases/v1/notice_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { ChoiceField } from '../parts/ChoiceField';
import { RecordList } from '../parts/RecordList';
import type { Column } from '../parts/RecordTable';
import type { RecordPages } from '../services/lists';
import { useServices } from '../services/ServicesContext';
import { type NoticeShow, noticeShows } from './search';

const filters = { reply: { replyOverdue: true }, delivery: { acknowledgementOverdue: true }, all: {} } as const;
const isOpen = ({ state }: Notice) => state !== NoticeState.CLOSED && state !== NoticeState.VOID;

/** Notices whose deadlines run or have passed. */
export function NoticeQueue({ show, onShow }: { show: NoticeShow; onShow: (show: NoticeShow) => void }) {
  const { t } = useTranslation();
  const { notices } = useServices();
  const list: RecordPages<Notice> = {
    key: ['reviews', 'notices', show],
    read: async (asked, options) => {
      const page = await notices.listNotices({ ...filters[show], ...asked }, options);
      return { items: page.notices.filter(isOpen), next: page.nextPageToken };
    },
  };
  return (
    <Stack>
      <ChoiceField
        label={t('reviews.show')}
        value={show}
        onChange={(event) => onShow(event.currentTarget.value as NoticeShow)}
        data={noticeShows.map((name) => ({ value: name, label: t(`reviews.shows.${name}`) }))}
      />
      <RecordList
        list={list}
        keyOf={({ name }) => name}
        columns={useNoticeColumns()}
        label={t('reviews.queues.notices')}
        empty={t('reviews.none')}
      />
    </Stack>
  );
}

function useNoticeColumns(): Column<Notice>[] {
  const { t } = useTranslation();
  const { time } = useFormats();
  const word = useWords();
  const counterpart = ({ counterpart }: Notice) =>
    [counterpart && word('CounterpartKind', CounterpartKind[counterpart.kind]), counterpart?.country].filter(Boolean).join(' ');
  return [
    { head: t('reviews.number'), cell: ({ number, name }) => number || name },
    { head: t('reviews.direction'), cell: ({ direction }) => word('NoticeDirection', NoticeDirection[direction]) },
    { head: t('reviews.counterpart'), cell: counterpart },
    { head: t('reviews.subject'), cell: ({ subject }) => word('NoticeSubject', NoticeSubject[subject]) },
    { head: t('reviews.state'), cell: ({ state }) => word('NoticeState', NoticeState[state]) },
    { head: t('reviews.acknowledgeBy'), cell: ({ acknowledgeBy }) => time(acknowledgeBy) },
    { head: t('reviews.replyBy'), cell: ({ replyBy }) => time(replyBy) },
  ];
}
