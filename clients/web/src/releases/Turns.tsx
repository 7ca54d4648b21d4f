import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Release } from '../gen/border/statistics/v1/releases_pb';
import { useFormats } from '../language/formats';
import terms from '../parts/terms.module.css';
import classes from './releases.module.css';
import { StateBadge } from './StateBadge';

/** Who did what when, and the hash by which anybody can tell that nothing was changed. */
export function Turns({ release }: { release: Release }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const turns = [
    { name: t('releases.drafter'), by: release.drafter, at: release.draftTime },
    { name: t('releases.signer'), by: release.signer, at: release.signTime },
    { name: t('releases.publisher'), by: release.publisher, at: release.publishTime },
    { name: t('releases.notifier'), by: release.withdrawal?.notifier ?? '', at: release.withdrawal?.noticeTime },
  ];
  return (
    <>
      <Group gap="xs">
        <StateBadge state={release.state} />
        <Text size="sm">{release.name}</Text>
      </Group>
      <dl className={terms.terms}>
        {turns
          .filter(({ by }) => by)
          .map(({ name, by, at }) => (
            <div key={name}>
              <Text component="dt" size="sm" fw={600}>
                {name}
              </Text>
              <Text component="dd" size="sm">
                {by}, {time(at)}
              </Text>
            </div>
          ))}
        <div>
          <Text component="dt" size="sm" fw={600}>
            SHA-256
          </Text>
          <Text component="dd" size="sm" className={classes.hash}>
            {release.contentSha256}
          </Text>
        </div>
      </dl>
    </>
  );
}
