import { Text } from '@mantine/core';
import { useTranslation } from '../language/useTranslation';
import { Page } from '../parts/Page';
import { SignInOffer } from '../parts/SignInOffer';

/** In the place of every page while nobody is signed in. */
export function SignInPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('app.signIn')}>
      <Text>{t('app.signInNeeded')}</Text>
      <SignInOffer />
    </Page>
  );
}
