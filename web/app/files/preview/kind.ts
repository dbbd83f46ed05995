export type PreviewKind = 'image' | 'pdf' | 'audio' | 'video' | 'text';

const IMAGES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'];

/** Larger images are not fetched for a thumbnail. */
const THUMBNAIL_BYTES = 4_000_000;

/**
 * How a file may be shown inside the page, or null: SVG, HTML and everything unknown is only ever
 * downloaded. The server decides again and for itself; this only spares a useless request.
 */
export function previewKind(contentType: string): PreviewKind | null {
  const type = mediaType(contentType);
  if (IMAGES.includes(type)) return 'image';
  if (type === 'application/pdf') return 'pdf';
  if (type === 'text/plain') return 'text';
  if (/^audio\/[\w.+-]+$/.test(type)) return 'audio';
  if (/^video\/[\w.+-]+$/.test(type)) return 'video';
  return null;
}

/** Whether the row may show the image itself: a safe type, not empty and not large. */
export function hasThumbnail(contentType: string, size: number): boolean {
  return previewKind(contentType) === 'image' && size > 0 && size <= THUMBNAIL_BYTES;
}

/** The media type without its parameters, in lower case. */
export function mediaType(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}
