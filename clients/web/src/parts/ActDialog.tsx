import type { Timestamp } from '@bufbuild/protobuf/wkt';
import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from '../language/useTranslation';
import { mayBeDone, refusalOf } from '../services/refusal';
import { useRequest } from '../services/useRequest';
import { useTried } from '../services/useTried';
import { Dialog } from './Dialog';
import { Failure } from './Failure';

export interface Act {
  /** What it does, on its button. */
  name: string;
  note?: string;
  needsReason: boolean;
  /** What it is done to, with its version: the same words sent again for it, after an answer that was lost, are the same request. */
  of: string;
  carryOut: (request: { reason: string; requestId: string }, time: Timestamp) => Promise<unknown>;
  /** What is to be read again afterwards, or when somebody else was faster. */
  changes: QueryKey;
}

/** Asks for the reason and carries an act out. When somebody else was faster, that is told and the words are kept. */
export function ActDialog({ act, onClose, children }: { act: Act; onClose: () => void; children?: ReactNode }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const requestOf = useRequest();
  const { next, failed } = useTried(act);
  const carrying = useMutation({
    mutationFn: ({ of, carryOut }: Act) => {
      const { id, time } = requestOf(`${of} ${reason}`);
      return carryOut({ reason: reason.trim(), requestId: id }, time);
    },
    onError: (error, tried) => {
      failed(error, tried);
      if (mayBeDone(error)) void queries.invalidateQueries({ queryKey: act.changes });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: act.changes });
      onClose();
    },
  });
  const isConflict = carrying.isError && refusalOf(carrying.error).kind === 'conflict';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isWanting = act.needsReason && reason.trim() === '';
    setMissing(isWanting);
    if (!isWanting) carrying.mutate(next);
  };
  const readAgain = async () => {
    await queries.invalidateQueries({ queryKey: act.changes });
    carrying.reset();
  };
  return (
    <Dialog title={act.name} isWritten={reason !== ''} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {act.note && <Text size="sm">{act.note}</Text>}
          {children}
          <Textarea
            label={t('verb.reason')}
            withAsterisk={act.needsReason}
            required={act.needsReason}
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
          {carrying.isError && !isConflict && <Failure error={carrying.error} isOfAct />}
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {t('verb.cancel')}
            </Button>
            <Button type="submit" loading={carrying.isPending} disabled={isConflict}>
              {act.name}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
