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
      queries: {
        staleTime: 10_000,
        retry: (count, error) => count < 2 && mayPass(error),
        retryDelay: waitBefore,
        refetchOnWindowFocus: false,
      },
    },
  });
  return queries;
}
