import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import mantine from 'postcss-preset-mantine';
import { defineConfig } from 'vite';
import { precompress } from './precompress.ts';

const server = { target: 'http://127.0.0.1:4000', changeOrigin: true };

/**
 * Builds the page into dist/app. The server replaces `__CSP_NONCE__` in index.html by a fresh nonce in every response;
 * nothing is inlined, so that the content security policy needs no exception.
 */
export default defineConfig(({ command }) => {
  // What is built is what people get, also where a test or a shell has another NODE_ENV: React takes several times as
  // long then.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  return {
    root: fileURLToPath(new URL('.', import.meta.url)),
    plugins: [react(), precompress()],
    css: { postcss: { plugins: [mantine()] } },
    html: { cspNonce: '__CSP_NONCE__' },
    build: {
      outDir: fileURLToPath(new URL('../../dist/app', import.meta.url)),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      target: 'es2022',
      // React, Mantine, urql and the page of files, which every visit needs.
      chunkSizeWarningLimit: 650,
    },
    server: {
      host: '127.0.0.1',
      proxy: { '/graphql': server, '/auth': server, '/download': server, '/uploads': server },
    },
  };
});
