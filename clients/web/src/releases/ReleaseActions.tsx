import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { reporters } from '../app/pages';
import { type Release, ReleaseState } from '../gen/border/statistics/v1/releases_pb';
import { useTranslation } from '../language/useTranslation';
import { Failure } from '../parts/Failure';
import { mayBeDone } from '../services/refusal';
import { useServices } from '../services/ServicesContext';
import { useMay, useSession } from '../services/session';
import { useRequest } from '../services/useRequest';
import { PublishDialog } from './PublishDialog';
import { WithdrawDialog } from './WithdrawDialog';

type Verb = 'refresh' | 'sign' | 'publish';

/** What can be done with a release. What cannot be done now stays, and says why. */
export function ReleaseActions({ release, isBlocked }: { release: Release; isBlocked: boolean }) {
  const { t } = useTranslation();
  const { releases } = useServices();
  const queries = useQueryClient();
  const subject = useSession().data?.subject;
  const mayReport = useMay(...reporters);
  const [asked, setAsked] = useState<'publish' | 'withdraw' | null>(null);
  const requestOf = useRequest();
  const turn = useMutation({
    mutationFn: ({ verb, etag }: { verb: Verb; etag: string }) => {
      const request = { name: release.name, etag, requestId: requestOf(`${verb} ${etag}`).id };
      if (verb === 'sign') return releases.signRelease(request);
      return verb === 'publish' ? releases.publishRelease(request) : releases.refreshRelease(request);
    },
    onSuccess: async (changed) => {
      queries.setQueryData(['release', release.name], changed);
      await queries.invalidateQueries({ queryKey: ['releases'] });
    },
    onError: () => {
      void queries.invalidateQueries({ queryKey: ['release', release.name] });
      void queries.invalidateQueries({ queryKey: ['findings'] });
    },
  });
  const isOwn = subject !== undefined && (subject === release.drafter || subject === release.composer);
  const why: Record<Verb, string> = {
    refresh: '',
    sign: isOwn ? t('releases.secondPerson') : isBlocked ? t('releases.blocked') : '',
    publish: isBlocked ? t('releases.blocked') : '',
  };
  const verbs = verbsOf(release.state);
  const carryOut = (verb: Verb) => turn.mutate({ verb, etag: release.etag });
  // Once the release has changed it tells by itself whether it was done.
  const isTold = mayBeDone(turn.error) && turn.variables?.etag !== release.etag;
  if (!mayReport) return null;
  return (
    <Stack gap="xs">
      <Group gap="xs" role="group" aria-label={t('releases.actions')}>
        {verbs.map((verb) => (
          <Button
            key={verb}
            variant={verb === 'refresh' ? 'default' : 'filled'}
            disabled={why[verb] !== ''}
            loading={turn.isPending && turn.variables.verb === verb}
            onClick={() => (verb === 'publish' ? setAsked(verb) : carryOut(verb))}
          >
            {t(`releases.verb.${verb}`)}
          </Button>
        ))}
        {release.state === ReleaseState.PUBLISHED && (
          <Button variant="default" onClick={() => setAsked('withdraw')}>
            {t('releases.verb.withdraw')}
          </Button>
        )}
      </Group>
      {[...new Set(verbs.map((verb) => why[verb]))].filter(Boolean).map((reason) => (
        <Text key={reason} size="sm">
          {reason}
        </Text>
      ))}
      {turn.isError && !isTold && <Failure error={turn.error} isOfAct />}
      {asked === 'publish' && (
        <PublishDialog
          release={release}
          onPublish={() => {
            setAsked(null);
            carryOut('publish');
          }}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === 'withdraw' && <WithdrawDialog release={release} onClose={() => setAsked(null)} />}
    </Stack>
  );
}

function verbsOf(state: ReleaseState): Verb[] {
  if (state === ReleaseState.DRAFT) return ['sign', 'refresh'];
  return state === ReleaseState.SIGNED ? ['publish', 'refresh'] : [];
}
