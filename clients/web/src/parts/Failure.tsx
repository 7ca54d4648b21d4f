import { Alert, Button, Text } from '@mantine/core';
import { useTranslation } from '../language/useTranslation';
import { refusalOf } from '../services/refusal';

/** Tells why something was refused or failed, and offers what may help. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const refusal = refusalOf(error);
  const isPassing = refusal.kind === 'away' || refusal.kind === 'busy';
  return (
    <Alert color={isPassing ? 'yellow' : 'red'} role="alert" title={t(`state.${refusal.kind}`)}>
      {refusal.message && <Text size="sm">{refusal.message}</Text>}
      {refusal.waitMs !== null && <Text size="sm">{t('state.wait', { count: Math.ceil(refusal.waitMs / 1000) })}</Text>}
      {refusal.fields.map(({ field, description }) => (
        <Text size="sm" key={field + description}>
          <code>{field}</code>: {description}
        </Text>
      ))}
      {onRetry && (isPassing || refusal.kind === 'failed') && (
        <Button mt="sm" size="xs" variant="default" onClick={onRetry}>
          {t('state.again')}
        </Button>
      )}
    </Alert>
  );
}
