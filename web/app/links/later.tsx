import { lazy } from 'react';

/*
 * What makes and lists links, in a piece of its own. The page of files puts the dialog up from the start, closed: so
 * the piece is fetched once the files show, and is there when someone shares.
 */

export const ShareDialog = lazy(async () => ({ default: (await import('./share-dialog.tsx')).ShareDialog }));

export const FileLinks = lazy(async () => ({ default: (await import('./file-links.tsx')).FileLinks }));
