import type { QueryClient } from '@tanstack/react-query';
import type { createPages } from './router';

// Where a browser does not tell when it has nothing to do.
const idleMs = 200;
const idle = () =>
  new Promise<unknown>((resolve) => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(resolve);
    else setTimeout(resolve, idleMs);
  });

/**
 * Fetches the code of every page, one after another, while there is nothing else to do: whoever turns to a page then waits for its
 * answers only. What draws charts and maps is large, and comes last.
 */
export async function fetchPages(router: ReturnType<typeof createPages>, queries: QueryClient) {
  const routes = Object.values(router.routesById).filter(({ id }) => id !== '/map');
  const code = [
    ...routes.map((route) => () => router.loadRouteChunk(route)),
    async () => (await import('../figures/Charts')).fetchDrawing(),
    () => router.loadRouteChunk(router.routesById['/map']),
  ];
  for (const fetchIt of code) {
    do await idle();
    while (queries.isFetching() > 0);
    await fetchIt();
  }
}
