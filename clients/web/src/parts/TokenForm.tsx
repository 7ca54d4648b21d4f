import { Alert, Button, Code, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../language/useTranslation';
import { handIn, sessionOf } from '../services/session';

/** Takes the token of a machine that is its own issuer. It is kept by the server, and by nothing here. */
export function TokenForm() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [token, setToken] = useState('');
  const sign = useMutation({
    mutationFn: () => handIn(token.trim()),
    gcTime: 0,
    onSuccess: async (answer) => {
      if (answer !== 'begun') return;
      setToken('');
      await queries.refetchQueries(sessionOf());
      await queries.invalidateQueries();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    sign.mutate();
  };
  const isFailed = sign.isError || sign.data === 'away';
  return (
    <form onSubmit={submit}>
      <Stack maw={560}>
        <Text size="sm">{t('signIn.howToken')}</Text>
        <Code block>border token --role supervisor --area 53 --unit U-5301 --for officer-7</Code>
        <PasswordInput
          label={t('signIn.token')}
          description={t('signIn.tokenKept')}
          descriptionProps={{ c: 'dark.3' }}
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          error={sign.data === 'refused' && t('signIn.refused')}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
        />
        {isFailed && <Alert color="yellow" role="alert" title={t('state.away')} />}
        <Button type="submit" loading={sign.isPending} disabled={token.trim() === ''} w="max-content">
          {t('app.signIn')}
        </Button>
      </Stack>
    </form>
  );
}
