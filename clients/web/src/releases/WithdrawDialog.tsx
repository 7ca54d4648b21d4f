import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Release } from '../gen/border/statistics/v1/releases_pb';
import { useTranslation } from '../language/useTranslation';
import { Dialog } from '../parts/Dialog';
import { Failure } from '../parts/Failure';
import { useServices } from '../services/ServicesContext';
import { useRequest } from '../services/useRequest';
import { useTried } from '../services/useTried';

/** Asks for the notice to the public, in both languages. */
export function WithdrawDialog({ release, onClose }: { release: Release; onClose: () => void }) {
  const { t } = useTranslation();
  const { releases } = useServices();
  const queries = useQueryClient();
  const [reason, setReason] = useState({ en: '', zh: '' });
  const [isMissing, setMissing] = useState(false);
  const requestOf = useRequest();
  const { next, failed } = useTried(release.etag);
  const turn = useMutation({
    mutationFn: (etag: string) => {
      const requestId = requestOf(`${etag} ${reason.en} ${reason.zh}`).id;
      return releases.withdrawRelease({ name: release.name, etag, reason, requestId });
    },
    onError: (error, tried) => {
      failed(error, tried);
      void queries.invalidateQueries({ queryKey: ['release', release.name] });
    },
    onSuccess: async (changed) => {
      queries.setQueryData(['release', release.name], changed);
      await queries.invalidateQueries({ queryKey: ['releases'] });
      onClose();
    },
  });
  const isWhole = reason.en.trim() !== '' && reason.zh.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(!isWhole);
    if (isWhole) turn.mutate(next);
  };
  const field = (language: 'en' | 'zh', label: string) => (
    <Textarea
      label={label}
      lang={language === 'zh' ? 'zh-Hans' : 'en'}
      required
      value={reason[language]}
      onChange={(event) => {
        const written = event.currentTarget.value;
        setReason((now) => ({ ...now, [language]: written }));
      }}
      error={isMissing && reason[language].trim() === '' && t('verb.required')}
      maxLength={500}
      autosize
      minRows={2}
    />
  );
  return (
    <Dialog title={t('releases.verb.withdraw')} isWritten={reason.en + reason.zh !== ''} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm">{t('releases.withdrawHelp')}</Text>
          {field('en', t('bulletin.english'))}
          {field('zh', t('bulletin.chinese'))}
          {turn.isError && <Failure error={turn.error} isOfAct />}
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {t('verb.cancel')}
            </Button>
            <Button type="submit" loading={turn.isPending}>
              {t('releases.verb.withdraw')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
