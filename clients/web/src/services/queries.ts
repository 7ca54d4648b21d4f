import { QueryClient } from '@tanstack/react-query';
import { mayPass } from './refusal';

export const createQueries = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 10_000, retry: (count, error) => count < 2 && mayPass(error), refetchOnWindowFocus: false },
    },
  });
