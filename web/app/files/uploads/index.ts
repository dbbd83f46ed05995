export { UploadPanel } from './upload-panel.tsx';
export { UploadQueueProvider } from './upload-provider.tsx';
export { type Uploads, useUploads } from './uploads-context.ts';
