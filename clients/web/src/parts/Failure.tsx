import { Alert, Button, Text } from '@mantine/core';
import { refusalInChinese } from '../language/refusalWords';
import { useTranslation } from '../language/useTranslation';
import { mayBeDone, refusalOf } from '../services/refusal';

interface Props {
  error: unknown;
  onRetry?: () => void;
  /** Something was to be done: when nobody was told whether it was, that is said. */
  isOfAct?: boolean;
}

/** Tells why something was refused or failed, and offers what may help. */
export function Failure({ error, onRetry, isOfAct = false }: Props) {
  const { t, language } = useTranslation();
  const told = refusalOf(error);
  const refusal = language === 'zh' ? refusalInChinese(told) : told;
  const isPassing = refusal.kind === 'away' || refusal.kind === 'busy';
  return (
    <Alert color={isPassing ? 'yellow' : 'red'} role="alert" title={t(`state.${refusal.kind}`)}>
      {refusal.message && refusal.fields.length === 0 && <Text size="sm">{refusal.message}</Text>}
      {isOfAct && mayBeDone(error) && <Text size="sm">{t('state.mayBeDone')}</Text>}
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
