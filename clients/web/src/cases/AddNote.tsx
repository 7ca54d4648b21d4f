import { Button, Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from '../language/useTranslation';
import { Failure } from '../parts/Failure';
import { useServices } from '../services/ServicesContext';
import { useDraft } from '../services/unsaved';
import { requestsAt } from '../services/useRequest';

/** Adds words to a case, by those who work it; they are never edited. */
export function AddNote({ id }: { id: string }) {
  const { t } = useTranslation();
  const { notes } = useServices();
  const queries = useQueryClient();
  const place = `note ${id}`;
  const [text, setText] = useDraft(place);
  const { requestOf, settle } = requestsAt(place);
  const add = useMutation({
    mutationFn: () => {
      const words = text.trim();
      const { id: noteId } = requestOf(words);
      return notes.addNote({ name: `cases/${id}`, noteId, requestId: noteId, text: words });
    },
    onSuccess: () => {
      setText('');
      settle();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['case', id, 'timeline'] }),
  });
  return (
    <Stack gap="xs" align="start">
      <Textarea
        label={t('verb.noteText')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={10_000}
        autosize
        minRows={2}
        w="100%"
      />
      {add.isError && <Failure error={add.error} isOfAct />}
      <Button size="xs" loading={add.isPending} disabled={text.trim() === ''} onClick={() => add.mutate()}>
        {t('verb.note')}
      </Button>
    </Stack>
  );
}
