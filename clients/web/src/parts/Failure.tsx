import { Alert, Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { refusalOf } from '../services/refusal';
import { SignInOffer } from './SignInOffer';

/** Tells why something was refused or failed, and offers what may help. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const refusal = refusalOf(error);
  if (refusal.kind === 'signedOut') {
    return (
      <Alert color="border" role="alert" title={t('app.signInNeeded')}>
        <SignInOffer />
      </Alert>
    );
  }
  return (
    <Alert color={refusal.kind === 'away' ? 'yellow' : 'red'} role="alert" title={t(`state.${refusal.kind}`)}>
      {refusal.message && <Text size="sm">{refusal.message}</Text>}
      {refusal.fields.map(({ field, description }) => (
        <Text size="sm" key={field + description}>
          <code>{field}</code>: {description}
        </Text>
      ))}
      {onRetry && (refusal.kind === 'away' || refusal.kind === 'failed') && (
        <Button mt="sm" size="xs" variant="default" onClick={onRetry}>
          {t('state.again')}
        </Button>
      )}
    </Alert>
  );
}
