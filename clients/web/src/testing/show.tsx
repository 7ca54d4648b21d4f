import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import type { Services } from '../services/clients';
import { ServicesContext } from '../services/ServicesContext';

/** Shows a component with services that answer as a test says. */
export function show(component: ReactNode, services: object) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>
        <ServicesContext value={services as Services}>{component}</ServicesContext>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return queries;
}
