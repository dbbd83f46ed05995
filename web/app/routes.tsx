import { createBrowserRouter, Navigate } from 'react-router';
import { CrashPage } from './components/crash-page.tsx';
import { LoadingPage } from './components/loading-page.tsx';
import { NotFoundPage } from './components/not-found-page.tsx';
import { FilesPage } from './files/files-page.tsx';
import { HowItIsStoredPage } from './files/how-it-is-stored-page.tsx';
import { UploadPanel, UploadQueueProvider } from './files/uploads/index.ts';
import { Frame } from './frame/frame.tsx';
import { SignInGate, VaultGate } from './gate/gate.tsx';
import { LiveProvider } from './live/live.tsx';
import { SetPasswordPage } from './sign-in/set-password-page.tsx';

/*
 * Where pages plug in. Pages that few visits need are loaded when they are opened (`lazy`).
 *
 * - A page inside the frame is a child of the route with `element: <Frame …/>`; it starts with <PageHeader title="…">,
 *   which names the tab too, and finds the person by `useViewer()` (gate/gate.tsx).
 * - What outlives a change of page wraps the frame by `around` (the upload queue's provider); what floats over every
 *   page is `over` (the upload panel).
 * - The Upload button and the key `u` appear once someone inside calls `useOfferCommand('upload', handler)`
 *   (frame/commands.tsx). Search words live in the address: `useSearchWords()` (frame/search-words.ts), `?q=`.
 * - What shows things that change elsewhere asks again by `useOnActivity(look)` (live/live.tsx).
 * - Shared pieces: components/announcer.tsx `announce(sentence)`; components/title.ts `useTitlePrefix('42 %')`;
 *   components/error-note.tsx; components/empty-state.tsx; components/confirm-dialog.tsx; components/copy-field.tsx;
 *   words/errors.ts `errorWords(failure)`; colours and sizes as `--sr-…` tokens (theme.ts).
 */

export const router = createBrowserRouter([
  {
    errorElement: <CrashPage />,
    hydrateFallbackElement: <LoadingPage />,
    children: [
      { path: '/setup', lazy: async () => ({ Component: (await import('./setup/setup-page.tsx')).SetupPage }) },
      {
        path: '/s/:token',
        lazy: async () => ({ Component: (await import('./recipient/recipient-page.tsx')).RecipientPage }),
      },
      {
        element: <VaultGate visitors />,
        children: [
          {
            path: '/r/:token',
            lazy: async () => ({ Component: (await import('./sender/sender-page.tsx')).SenderPage }),
          },
          {
            path: '/receipt',
            lazy: async () => ({ Component: (await import('./receipt/receipt-check-page.tsx')).ReceiptCheckPage }),
          },
        ],
      },
      {
        element: <VaultGate />,
        children: [
          { path: '/set-password', element: <SetPasswordPage /> },
          {
            element: <SignInGate />,
            children: [
              {
                element: (
                  <Frame
                    around={(frame) => (
                      <LiveProvider>
                        <UploadQueueProvider>{frame}</UploadQueueProvider>
                      </LiveProvider>
                    )}
                    over={<UploadPanel />}
                  />
                ),
                errorElement: <CrashPage />,
                children: [
                  { path: '/', element: <FilesPage /> },
                  { path: '/folders/:folderId', element: <FilesPage /> },
                  { path: '/how-it-is-stored', element: <HowItIsStoredPage /> },
                  {
                    path: '/activity',
                    lazy: async () => ({ Component: (await import('./activity/activity-page.tsx')).ActivityPage }),
                  },
                  {
                    path: '/shared-with-me',
                    lazy: async () => ({ Component: (await import('./shared/shared-page.tsx')).SharedPage }),
                  },
                  {
                    path: '/requests',
                    lazy: async () => ({ Component: (await import('./requests/requests-page.tsx')).RequestsPage }),
                  },
                  {
                    path: '/links',
                    lazy: async () => ({ Component: (await import('./links/links-page.tsx')).LinksPage }),
                  },
                  {
                    path: '/account',
                    lazy: async () => ({ Component: (await import('./account/account-page.tsx')).AccountPage }),
                  },
                  {
                    lazy: async () => ({ Component: (await import('./admin/admin-page.tsx')).AdminPage }),
                    children: [
                      { path: '/admin', element: <Navigate to="/admin/people" replace /> },
                      {
                        path: '/admin/people',
                        lazy: async () => ({ Component: (await import('./admin/people-page.tsx')).PeoplePage }),
                      },
                      {
                        path: '/admin/vault',
                        lazy: async () => ({ Component: (await import('./admin/vault-page.tsx')).VaultPage }),
                      },
                      {
                        path: '/admin/links',
                        lazy: async () => ({
                          Component: (await import('./admin/link-policy-page.tsx')).LinkPolicyPage,
                        }),
                      },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
]);
