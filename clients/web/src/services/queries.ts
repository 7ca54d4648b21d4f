import { QueryClient } from '@tanstack/react-query';
import { mayPass, waitBefore } from './refusal';

export const createQueries = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (count, error) => count < 2 && mayPass(error),
        retryDelay: waitBefore,
        refetchOnWindowFocus: false,
      },
    },
  });
