import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { signIn, useSession } from '../services/session';

/** Offers to sign in, where there is somewhere to. */
export function SignInOffer() {
  const { t } = useTranslation();
  const session = useSession().data;
  return session?.needsSignIn ? <Button onClick={signIn}>{t('app.signIn')}</Button> : null;
}
