import { Anchor } from '@mantine/core';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  Link,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { readAuditSearch } from '../audit/search';
import { BulletinPage } from '../bulletin/BulletinPage';
import { readCasesSearch } from '../cases/search';
import { readCompletenessSearch } from '../completeness/search';
import { readDevicesSearch } from '../devices/search';
import { readFiguresSearch } from '../figures/search';
import { useTranslation } from '../language/useTranslation';
import { readMapSearch } from '../map/search';
import { Empty } from '../parts/Empty';
import { Failure } from '../parts/Failure';
import { rememberSearch } from '../parts/lastSearch';
import { readPatrolsSearch } from '../patrols/search';
import { readPersonsSearch } from '../persons/search';
import { readReleasesSearch } from '../releases/search';
import { readReviewsSearch } from '../reviews/search';
import { readSeizuresSearch } from '../seizures/search';
import { type Around, asksFor } from './begins';
import { Shell } from './Shell';

const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined);

const root = createRootRouteWithContext<Around>()({ component: Shell, notFoundComponent: NotFound });
const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/bulletin' });
  },
});
const bulletin = createRoute({
  getParentRoute: () => root,
  path: '/bulletin',
  component: BulletinPage,
  validateSearch: (search: Record<string, unknown>): { period?: string; area?: string } => ({
    period: text(search.period),
    area: text(search.area),
  }),
  ...asksFor('bulletin'),
});
const figures = createRoute({
  getParentRoute: () => root,
  path: '/figures',
  component: lazyRouteComponent(() => import('../figures/FiguresPage'), 'FiguresPage'),
  validateSearch: readFiguresSearch,
  ...asksFor('figures'),
});
const completeness = createRoute({
  getParentRoute: () => root,
  path: '/completeness',
  component: lazyRouteComponent(() => import('../completeness/CompletenessPage'), 'CompletenessPage'),
  validateSearch: readCompletenessSearch,
  ...asksFor('completeness'),
});
const releases = createRoute({
  getParentRoute: () => root,
  path: '/releases',
  component: lazyRouteComponent(() => import('../releases/ReleasesPage'), 'ReleasesPage'),
  validateSearch: readReleasesSearch,
  ...asksFor('releases'),
});
const oneRelease = createRoute({
  getParentRoute: () => root,
  path: '/releases/$id',
  component: lazyRouteComponent(() => import('../releases/ReleasePage'), 'ReleasePage'),
});
const cases = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  component: lazyRouteComponent(() => import('../cases/CasesPage'), 'CasesPage'),
  validateSearch: readCasesSearch,
  ...asksFor('cases'),
});
const oneCase = createRoute({
  getParentRoute: () => root,
  path: '/cases/$id',
  component: lazyRouteComponent(() => import('../cases/CasePage'), 'CasePage'),
});
const persons = createRoute({
  getParentRoute: () => root,
  path: '/persons',
  component: lazyRouteComponent(() => import('../persons/PersonsPage'), 'PersonsPage'),
  validateSearch: readPersonsSearch,
  ...asksFor('persons'),
});
const onePerson = createRoute({
  getParentRoute: () => root,
  path: '/persons/$id',
  component: lazyRouteComponent(() => import('../persons/PersonPage'), 'PersonPage'),
});
const encounter = createRoute({
  getParentRoute: () => root,
  path: '/encounters/$id',
  component: lazyRouteComponent(() => import('../persons/EncounterPage'), 'EncounterPage'),
});
const match = createRoute({
  getParentRoute: () => root,
  path: '/matches/$id',
  component: lazyRouteComponent(() => import('../persons/MatchPage'), 'MatchPage'),
});
const map = createRoute({
  getParentRoute: () => root,
  path: '/map',
  component: lazyRouteComponent(() => import('../map/MapPage'), 'MapPage'),
  validateSearch: readMapSearch,
  ...asksFor('map'),
});
const devices = createRoute({
  getParentRoute: () => root,
  path: '/devices',
  component: lazyRouteComponent(() => import('../devices/DevicesPage'), 'DevicesPage'),
  validateSearch: readDevicesSearch,
  ...asksFor('devices'),
});
const patrols = createRoute({
  getParentRoute: () => root,
  path: '/patrols',
  component: lazyRouteComponent(() => import('../patrols/PatrolsPage'), 'PatrolsPage'),
  validateSearch: readPatrolsSearch,
  ...asksFor('patrols'),
});
const onePatrol = createRoute({
  getParentRoute: () => root,
  path: '/patrols/$id',
  component: lazyRouteComponent(() => import('../patrols/PatrolPage'), 'PatrolPage'),
});
const seizures = createRoute({
  getParentRoute: () => root,
  path: '/seizures',
  component: lazyRouteComponent(() => import('../seizures/SeizuresPage'), 'SeizuresPage'),
  validateSearch: readSeizuresSearch,
  ...asksFor('seizures'),
});
const oneSeizure = createRoute({
  getParentRoute: () => root,
  path: '/seizures/$id',
  component: lazyRouteComponent(() => import('../seizures/SeizurePage'), 'SeizurePage'),
});
const reviews = createRoute({
  getParentRoute: () => root,
  path: '/reviews',
  component: lazyRouteComponent(() => import('../reviews/ReviewsPage'), 'ReviewsPage'),
  validateSearch: readReviewsSearch,
  ...asksFor('reviews'),
});
const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  component: lazyRouteComponent(() => import('../audit/AuditPage'), 'AuditPage'),
  validateSearch: readAuditSearch,
  ...asksFor('audit'),
});

export function createPages(around: Around) {
  const router = createRouter({
    context: around,
    routeTree: root.addChildren([
      start,
      bulletin,
      releases,
      oneRelease,
      figures,
      completeness,
      cases,
      oneCase,
      persons,
      onePerson,
      encounter,
      match,
      map,
      devices,
      patrols,
      onePatrol,
      seizures,
      oneSeizure,
      reviews,
      audit,
    ]),
    defaultErrorComponent: ({ error }) => <Failure error={error} />,
    // Whoever points at a way to a page is about to take it.
    defaultPreload: 'intent',
    scrollRestoration: true,
    // Nothing of one record is on the page of another.
    defaultRemountDeps: ({ params }) => params,
  });
  router.subscribe('onResolved', ({ toLocation }) => void rememberSearch(toLocation));
  return router;
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPages>;
  }
}

function NotFound() {
  const { t } = useTranslation();
  return (
    <>
      <Empty>{t('app.notFound')}</Empty>
      <Anchor renderRoot={(props) => <Link {...props} to="/bulletin" />}>{t('app.toStart')}</Anchor>
    </>
  );
}
