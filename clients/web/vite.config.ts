import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The server puts the page's nonce here: styles that are made while the page is open carry it, and no others are allowed.
const noncePlace = '__CSP_NONCE__';

export default defineConfig({
  plugins: [react()],
  html: { cspNonce: noncePlace },
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 1200 },
  server: { proxy: { '/api': 'http://127.0.0.1:5401', '/session': 'http://127.0.0.1:5401' } },
});
