import { timestampMs } from '@bufbuild/protobuf/wkt';
import { Stack, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { CounterpartKind, type Notice, NoticeDirection, NoticeState, NoticeSubject } from '../gen/border/cases/v1/notice_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { ChoiceField } from '../parts/ChoiceField';
import classes from '../parts/parts.module.css';
import { RecordList } from '../parts/RecordList';
import type { Column } from '../parts/RecordTable';
import type { Services } from '../services/clients';
import type { RecordPages } from '../services/lists';
import { useServices } from '../services/ServicesContext';
import { NoticeDrawer } from './NoticeDrawer';
import { type NoticeShow, noticeShows } from './search';

const filters = { reply: { replyOverdue: true }, delivery: { acknowledgementOverdue: true }, all: {} } as const;
const isOpen = ({ state }: Notice) => state !== NoticeState.CLOSED && state !== NoticeState.VOID;

// The most that the service gives at once: in their order as a whole.
const pageSize = 1000;

const deadlineOf = ({ acknowledgeBy, replyBy }: Notice, show: NoticeShow) => {
  const deadlines = [show !== 'reply' && acknowledgeBy, show !== 'delivery' && replyBy].filter((by) => !!by);
  return Math.min(...deadlines.map((by) => timestampMs(by)));
};

/** Those whose deadline is first come first, and those without one last. */
export const noticeList = ({ notices }: Services, show: NoticeShow): RecordPages<Notice> => ({
  key: ['reviews', 'notices', show],
  read: async (asked, options) => {
    const page = await notices.listNotices({ ...filters[show], ...asked, pageSize }, options);
    const items = page.notices.filter(isOpen).toSorted((one, other) => {
      const [first, second] = [deadlineOf(one, show), deadlineOf(other, show)];
      return first === second ? 0 : first - second;
    });
    return { items, next: page.nextPageToken };
  },
});

/** Notices whose deadlines run or have passed. */
export function NoticeQueue({ show, onShow }: { show: NoticeShow; onShow: (show: NoticeShow) => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<string | null>(null);
  return (
    <Stack>
      <ChoiceField
        label={t('reviews.show')}
        value={show}
        onChange={(event) => onShow(event.currentTarget.value as NoticeShow)}
        data={noticeShows.map((name) => ({ value: name, label: t(`reviews.shows.${name}`) }))}
      />
      <RecordList
        list={noticeList(useServices(), show)}
        keyOf={({ name }) => name}
        columns={useNoticeColumns(setOpened)}
        label={t('reviews.queues.notices')}
        empty={t('reviews.none')}
      />
      {opened && <NoticeDrawer name={opened} onClose={() => setOpened(null)} />}
    </Stack>
  );
}

function useNoticeColumns(onOpen: (name: string) => void): Column<Notice>[] {
  const { t } = useTranslation();
  const { time } = useFormats();
  const word = useWords();
  const counterpart = ({ counterpart }: Notice) =>
    [counterpart && word('CounterpartKind', CounterpartKind[counterpart.kind]), counterpart?.country].filter(Boolean).join(' ');
  return [
    {
      head: t('reviews.number'),
      cell: ({ number, name }) => (
        <UnstyledButton className={classes.link} onClick={() => onOpen(name)}>
          {number || name}
        </UnstyledButton>
      ),
      text: ({ number, name }) => number || name,
    },
    { head: t('reviews.direction'), cell: ({ direction }) => word('NoticeDirection', NoticeDirection[direction]) },
    { head: t('reviews.counterpart'), cell: counterpart },
    { head: t('reviews.subject'), cell: ({ subject }) => word('NoticeSubject', NoticeSubject[subject]) },
    { head: t('reviews.state'), cell: ({ state }) => word('NoticeState', NoticeState[state]) },
    { head: t('reviews.acknowledgeBy'), cell: ({ acknowledgeBy }) => time(acknowledgeBy) },
    { head: t('reviews.replyBy'), cell: ({ replyBy }) => time(replyBy) },
  ];
}
