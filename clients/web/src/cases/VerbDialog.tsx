import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from '../gen/border/cases/v1/cases_pb';
import { Failure } from '../parts/Failure';
import { refusalOf } from '../services/refusal';
import { useServices } from '../services/ServicesContext';
import { type VerbName, verbs } from './verbs';

interface Props {
  verb: VerbName;
  record: Case;
  id: string;
  onClose: () => void;
}

/** Asks for the reason and carries a verb out. When somebody else was faster, that is told and the words are kept. */
export function VerbDialog({ verb, record, id, onClose }: Props) {
  const { t } = useTranslation();
  const services = useServices();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  // The same words sent again, after an answer that was lost, are the same request.
  const requestId = useRef({ of: '', id: '' });
  const { needsReason, carryOut } = verbs[verb];
  const turn = useMutation({
    mutationFn: () => {
      const of = `${record.etag} ${reason}`;
      if (requestId.current.of !== of) requestId.current = { of, id: crypto.randomUUID() };
      return carryOut(services, { name: record.name, etag: record.etag, reason: reason.trim(), requestId: requestId.current.id });
    },
    onSuccess: async (changed) => {
      queries.setQueryData(['case', id], changed);
      await queries.invalidateQueries({ queryKey: ['case', id] });
      onClose();
    },
  });
  const isConflict = turn.isError && refusalOf(turn.error).kind === 'conflict';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(needsReason && reason.trim() === '');
    if (!needsReason || reason.trim() !== '') turn.mutate();
  };
  const readAgain = async () => {
    await queries.invalidateQueries({ queryKey: ['case', id] });
    turn.reset();
  };
  return (
    <Modal opened onClose={onClose} title={t(`verb.${verb}`)} closeButtonProps={{ 'aria-label': t('verb.cancel') }}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm">{t('verb.when')}</Text>
          <Textarea
            label={t('verb.reason')}
            withAsterisk={needsReason}
            required={needsReason}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={isMissing && t('verb.required')}
            maxLength={500}
            autosize
            minRows={3}
            data-autofocus
          />
          {isConflict && (
            <Alert color="yellow" role="alert" title={t('state.conflict')}>
              <Text size="sm">{t('verb.conflict')}</Text>
              <Button mt="sm" size="xs" variant="default" onClick={() => void readAgain()}>
                {t('verb.readAgain')}
              </Button>
            </Alert>
          )}
          {turn.isError && !isConflict && <Failure error={turn.error} />}
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {t('verb.cancel')}
            </Button>
            <Button type="submit" loading={turn.isPending} disabled={isConflict}>
              {t(`verb.${verb}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
