import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The server puts the page's nonce here: styles that are made while the page is open carry it, and no others are allowed.
const noncePlace = '__CSP_NONCE__';

export default defineConfig({
  plugins: [react()],
  html: { cspNonce: noncePlace },
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    // What every page needs comes in a few files instead of one for each: a browser asks for six at a time.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'services', test: /src\/(gen|services)\/|bufbuild|connectrpc/ },
            { name: 'parts', test: /src\/(app|language|parts|periods|reference)\/|src\/[a-z]+\/search\.ts/ },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:5401', '/session': 'http://127.0.0.1:5401' } },
});
