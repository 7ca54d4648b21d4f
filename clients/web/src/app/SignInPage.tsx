import { Button, Text } from '@mantine/core';
import { useTranslation } from '../language/useTranslation';
import { Page } from '../parts/Page';
import { TokenForm } from '../parts/TokenForm';
import { signIn, useSession } from '../services/session';

/** In the place of every page while nobody is signed in. */
export function SignInPage({ isAgain }: { isAgain: boolean }) {
  const { t } = useTranslation();
  const session = useSession().data;
  return (
    <Page title={t('app.signIn')}>
      <Text>{t(isAgain ? 'app.signInAgain' : 'app.signInNeeded')}</Text>
      {session?.byToken ? (
        <TokenForm />
      ) : (
        <>
          {isAgain && <Text>{t('app.signInElsewhere')}</Text>}
          <Button w="max-content" onClick={() => signIn(isAgain)}>
            {t('app.signIn')}
          </Button>
        </>
      )}
    </Page>
  );
}
