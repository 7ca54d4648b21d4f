import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { reporters } from '../app/pages';
import { ReleaseLanguage } from '../gen/border/statistics/v1/releases_pb';
import { useTranslation } from '../language/useTranslation';
import { Dialog } from '../parts/Dialog';
import { Failure } from '../parts/Failure';
import { useServices } from '../services/ServicesContext';
import { useMay } from '../services/session';
import { requestsAt } from '../services/useRequest';

const languages = { en: ReleaseLanguage.EN, zh: ReleaseLanguage.ZH };

/** Makes a draft of a release from the bulletin on screen. */
export function DraftRelease({ period, area }: { period: string; area: string }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const mayDraft = useMay(...reporters);
  if (!mayDraft) return null;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('releases.verb.draft')}
      </Button>
      {isOpen && <DraftDialog period={period} area={area} onClose={() => setOpen(false)} />}
    </>
  );
}

function DraftDialog({ period, area, onClose }: { period: string; area: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { releases } = useServices();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<string[]>(Object.keys(languages));
  const { requestOf, settle } = requestsAt(`release ${period} ${area}`);
  const draft = useMutation({
    mutationFn: () => {
      const { id } = requestOf(chosen.toSorted().join());
      const wanted = (['en', 'zh'] as const)
        .filter((language) => chosen.includes(language))
        .map((language) => languages[language]);
      return releases.draftRelease({ releaseId: id, period, area, languages: wanted, requestId: id });
    },
    onSuccess: async (release) => {
      settle();
      queries.setQueryData(['release', release.name], release);
      await queries.invalidateQueries({ queryKey: ['releases'] });
      await navigate({ to: '/releases/$id', params: { id: release.name.slice('releases/'.length) } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    draft.mutate();
  };
  return (
    <Dialog title={t('releases.verb.draft')} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{t('releases.draftHelp')}</Text>
          <Checkbox.Group label={t('releases.languages')} value={chosen} onChange={setChosen}>
            <Group mt="xs">
              <Checkbox value="en" label={t('bulletin.english')} />
              <Checkbox value="zh" label={t('bulletin.chinese')} />
            </Group>
          </Checkbox.Group>
          {draft.isError && <Failure error={draft.error} isOfAct />}
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {t('verb.cancel')}
            </Button>
            <Button type="submit" loading={draft.isPending} disabled={chosen.length === 0}>
              {t('releases.verb.draft')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
