import { Button } from '@mantine/core';
import { useTranslation } from '../language/useTranslation';
import { signIn, useSession } from '../services/session';
import { TokenForm } from './TokenForm';

/** Offers to sign in, where there is somewhere to. */
export function SignInOffer() {
  const { t } = useTranslation();
  const session = useSession().data;
  if (!session?.needsSignIn) return null;
  return session.byToken ? <TokenForm /> : <Button onClick={signIn}>{t('app.signIn')}</Button>;
}
