import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Notice, NoticeSubject } from '../gen/border/cases/v1/notice_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useWords } from '../language/useWords';
import { Erased } from '../parts/Erased';
import { Facts } from '../parts/Facts';
import { Loaded } from '../parts/Loaded';
import classes from '../parts/parts.module.css';
import { RecordLink } from '../parts/RecordLink';
import { SideDrawer } from '../parts/SideDrawer';
import { useServices } from '../services/ServicesContext';

/** What a notice says, beside its queue. It may tell of persons: it is read when somebody opens it, and forgotten afterwards. */
export function NoticeDrawer({ name, onClose }: { name: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { notices } = useServices();
  const found = useQuery({
    queryKey: ['reviews', 'notice', name],
    queryFn: ({ signal }) => notices.getNotice({ name }, { signal }),
    gcTime: 0,
  });
  return (
    <SideDrawer title={t('reviews.notice')} onClose={onClose}>
      <Loaded query={found}>{(notice) => <Content notice={notice} />}</Loaded>
    </SideDrawer>
  );
}

function Content({ notice }: { notice: Notice }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const word = useWords();
  return (
    <Stack>
      <Erased record={notice} />
      {notice.content && (
        <section>
          <Title order={3} size="h5" mb={4}>
            {notice.content.title}
          </Title>
          <Text size="sm" className={classes.words}>
            {notice.content.body}
          </Text>
        </section>
      )}
      <Facts
        facts={[
          [t('reviews.number'), notice.number || notice.name],
          [t('reviews.subject'), word('NoticeSubject', NoticeSubject[notice.subject])],
          [t('reviews.counterpart'), notice.counterpart?.office],
          [t('reviews.acknowledgeBy'), time(notice.acknowledgeBy)],
          [t('reviews.replyBy'), time(notice.replyBy)],
        ]}
      />
      {notice.records.map((record) => (
        <RecordLink key={record} name={record} />
      ))}
    </Stack>
  );
}
