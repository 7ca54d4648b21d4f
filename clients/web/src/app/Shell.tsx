import { AppShell, Burger, Group, Menu, NavLink, SegmentedControl, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, useLanguage } from '../language/language';
import { signOut, useSession } from '../services/session';
import classes from './app.module.css';
import { isFor, type PageName, pages } from './pages';
import { SignInPage } from './SignInPage';

/** What surrounds every page: where one is, who one is, and the language. */
export function Shell() {
  const { t } = useTranslation();
  const { language, choose } = useLanguage();
  const [isOpen, { toggle, close }] = useDisclosure();
  const { data: session, isPending } = useSession();
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
        {pages
          .filter((entry) => isFor(entry, session?.roles ?? []))
          .map(({ page }) => (
            <PageLink key={page} page={page} onFollow={close} />
          ))}
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
        {/* Not before it is known who asks: a page would ask the services for what they refuse. */}
        {!isPending && (session?.needsSignIn ? <SignInPage /> : <Outlet />)}
      </AppShell.Main>
    </AppShell>
  );
}

/** Drawn anew only when its page is turned to or left. */
const PageLink = memo(function PageLink({ page, onFollow }: { page: PageName; onFollow: () => void }) {
  const { t } = useTranslation();
  const isHere = useRouterState({ select: ({ location }) => location.pathname.startsWith(`/${page}`) });
  return (
    <NavLink
      label={t(`${page}.title`)}
      active={isHere}
      aria-current={isHere ? 'page' : undefined}
      variant="filled"
      onClick={onFollow}
      renderRoot={(props) => <Link {...props} to={`/${page}`} />}
    />
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
