import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { mayPass, refusalOf, waitBefore } from './refusal';
import { sessionOf } from './session';

export function createQueries() {
  // A session that has ended is told by whichever call comes first.
  const onError = (error: unknown) => {
    if (refusalOf(error).kind === 'signedOut') void queries.invalidateQueries(sessionOf());
  };
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // Tried at once, however the browser judges the network: what waited for it would be done after whoever asked for it had cancelled.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        refetchOnReconnect: true,
        staleTime: 10_000,
        retry: (count, error) => count < 2 && mayPass(error),
        retryDelay: waitBefore,
        refetchOnWindowFocus: false,
      },
    },
  });
  return queries;
}
