import './app/library';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { fetchPages } from './app/fetchPages';
import { createPages } from './app/router';
import { theme, variables } from './app/theme';
import { firstLanguage, speak } from './language/language';
import { Speaking } from './language/Speaking';
import { connect } from './services/clients';
import { createQueries } from './services/queries';
import { ServicesContext } from './services/ServicesContext';

// Styles that are made while the page is open carry the page's nonce; the server allows no others.
const nonce = document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? '';
setNonce(nonce);
const place = document.getElementById('root');
if (!place) throw new Error('The page has no place for the application.');

await speak(firstLanguage());
const [queries, services] = [createQueries(), connect()];
const router = createPages({ queries, services });
createRoot(place).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={variables} getStyleNonce={() => nonce}>
      <QueryClientProvider client={queries}>
        <ServicesContext value={services}>
          <Speaking>
            <RouterProvider router={router} />
          </Speaking>
        </ServicesContext>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
// What cannot be fetched now is fetched when it is turned to, and told then.
void fetchPages(router, queries).catch(() => undefined);
