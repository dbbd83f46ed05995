import '@mantine/core/styles.css';
import './base.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { Announcer } from './components/announcer.tsx';
import { takeNonce } from './nonce.ts';
import { router } from './routes.tsx';
import { ServerProvider } from './server.tsx';
import { theme, tokens } from './theme.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
const nonce = takeNonce();

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={tokens} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <Announcer />
      <ServerProvider>
        <RouterProvider router={router} />
      </ServerProvider>
    </MantineProvider>
  </StrictMode>,
);
