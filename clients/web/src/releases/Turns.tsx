import { Group, Text } from '@mantine/core';
import type { Release } from '../gen/border/statistics/v1/releases_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { Definitions } from '../parts/Definitions';
import classes from './releases.module.css';
import { StateBadge } from './StateBadge';

/** Who did what when, and the hash by which anybody can tell that nothing was changed. */
export function Turns({ release }: { release: Release }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const turns = [
    { term: t('releases.drafter'), by: release.drafter, at: release.draftTime },
    { term: t('releases.signer'), by: release.signer, at: release.signTime },
    { term: t('releases.publisher'), by: release.publisher, at: release.publishTime },
    { term: t('releases.notifier'), by: release.withdrawal?.notifier ?? '', at: release.withdrawal?.noticeTime },
  ];
  const entries = turns.filter(({ by }) => by).map(({ term, by, at }) => ({ key: term, term, words: `${by}, ${time(at)}` }));
  const hash = <span className={classes.hash}>{release.contentSha256}</span>;
  return (
    <>
      <Group gap="xs">
        <StateBadge state={release.state} />
        <Text size="sm">{release.name}</Text>
      </Group>
      <Definitions entries={[...entries, { key: 'sha256', term: 'SHA-256', words: hash }]} />
    </>
  );
}
