import { expect, test } from 'vitest';
import { hasThumbnail, previewKind } from '../../../../../web/app/files/preview/kind.ts';

test.each([
  ['image/png', 'image'],
  ['IMAGE/JPEG; charset=binary', 'image'],
  ['application/pdf', 'pdf'],
  ['text/plain;charset=utf-8', 'text'],
  ['audio/mpeg', 'audio'],
  ['video/mp4', 'video'],
])('%s is shown as %s', (type, kind) => {
  expect(previewKind(type)).toBe(kind);
});

test.each([
  'image/svg+xml',
  'text/html',
  'application/xhtml+xml',
  'text/xml',
  'application/octet-stream',
  'video/',
  '',
])('%s is never shown inside the page', (type) => {
  expect(previewKind(type)).toBeNull();
  expect(hasThumbnail(type, 1000)).toBe(false);
});

test('only small images that hold something become thumbnails', () => {
  expect(hasThumbnail('image/png', 1000)).toBe(true);
  expect(hasThumbnail('image/png', 0)).toBe(false);
  expect(hasThumbnail('image/png', 50_000_000)).toBe(false);
  expect(hasThumbnail('application/pdf', 1000)).toBe(false);
});
