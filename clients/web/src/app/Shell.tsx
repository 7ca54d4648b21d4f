import { AppShell, Burger, Group, Menu, SegmentedControl, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { Activity, memo, useState } from 'react';
import type { Language } from '../language/language';
import { useLanguage, useTranslation } from '../language/useTranslation';
import { Failure } from '../parts/Failure';
import { useWay } from '../parts/useWay';
import { signOut, useRights, useSession } from '../services/session';
import classes from './app.module.css';
import { isFor, type PageName, pages } from './pages';
import { SignInPage } from './SignInPage';

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What surrounds every page: where one is, who one is, and the language. */
export function Shell() {
  const { t } = useTranslation();
  const { language, choose } = useLanguage();
  const [isOpen, { toggle, close }] = useDisclosure();
  const asked = useSession();
  const session = asked.data;
  const isIn = session !== undefined && !session.needsSignIn;
  const [hasBeenIn, setHasBeenIn] = useState(false);
  if (isIn && !hasBeenIn) setHasBeenIn(true);
  return (
    <AppShell header={{ height: 56 }} navbar={{ width: 200, breakpoint: 'sm', collapsed: { mobile: !isOpen } }} padding="lg">
      <a href="#content" className={classes.skip}>
        {t('app.skip')}
      </a>
      <AppShell.Header className={classes.header}>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={isOpen}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              color="white"
              aria-label={t('app.pages')}
              aria-expanded={isOpen}
            />
            <img src="/icon.svg" alt="" width={28} height={28} className={classes.logo} />
            <Text fw={650} size="lg">
              {t('app.name')}
            </Text>
            <Text size="sm" visibleFrom="md">
              {t('app.tagline')}
            </Text>
          </Group>
          <Group gap="md" wrap="nowrap">
            <SegmentedControl
              aria-label={t('app.language')}
              size="xs"
              value={language}
              onChange={(value) => choose(value as Language)}
              data={[
                { value: 'en', label: <span lang="en">English</span> },
                { value: 'zh', label: <span lang="zh-Hans">中文</span> },
              ]}
            />
            <User />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t('app.pages')}>
        <PageLinks onFollow={close} />
        <Text size="xs" c="dark.3" p="sm">
          {t('app.zone', { zone })}
        </Text>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
        {asked.isError && !session && <Failure error={asked.error} onRetry={() => void asked.refetch()} />}
        {session?.needsSignIn && <SignInPage isAgain={hasBeenIn} />}
        {/* Not before it is known who asks: a page would ask the services for what they refuse. When their session ends, nothing of it is seen or
            asked for, but what they have written there stays until they are back. */}
        {hasBeenIn && (
          <Activity mode={isIn ? 'visible' : 'hidden'}>
            <Outlet />
          </Activity>
        )}
      </AppShell.Main>
    </AppShell>
  );
}

/** Which pages there are, and which is shown. */
const PageLinks = memo(function PageLinks({ onFollow }: { onFollow: () => void }) {
  const rights = useRights();
  const here = useRouterState({ select: ({ location }) => location.pathname.split('/')[1] });
  return pages
    .filter((entry) => isFor(entry, rights))
    .map(({ page }) => <PageLink key={page} page={page} isHere={page === here} onFollow={onFollow} />);
});

/** Drawn anew only when its page is turned to or left. */
const PageLink = memo(function PageLink({ page, isHere, onFollow }: { page: PageName; isHere: boolean; onFollow: () => void }) {
  const { t } = useTranslation();
  const { href, ...way } = useWay()({ to: `/${page}` }, onFollow);
  return (
    <a href={href} className={classes.page} aria-current={isHere ? 'page' : undefined} {...way}>
      {t(`${page}.title`)}
    </a>
  );
});

function User() {
  const { t } = useTranslation();
  const session = useSession().data;
  if (!session?.user) return null;
  if (!session.canSignOut) return <Text size="sm">{t('app.user', { name: session.user })}</Text>;
  return (
    <Menu>
      <Menu.Target>
        <UnstyledButton className={classes.user}>{session.user}</UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void signOut(false)}>{t('app.signOut')}</Menu.Item>
        <Menu.Item onClick={() => void signOut(true)}>{t('app.signOutEverywhere')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
