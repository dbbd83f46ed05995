import {
  IconFile,
  IconFileMusic,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconFileWord,
  IconFileZip,
  IconMovie,
  IconPhoto,
  IconPresentation,
} from '@tabler/icons-react';
import { mediaType } from '../preview/kind.ts';

/** What people call a kind of file, and its picture. The first pattern that fits the media type counts. */
const KINDS = [
  [/^image\//, 'Image', IconPhoto],
  [/^video\//, 'Video', IconMovie],
  [/^audio\//, 'Audio', IconFileMusic],
  [/^application\/pdf$/, 'PDF', IconFileTypePdf],
  [/spreadsheet|ms-excel|\/csv$/, 'Spreadsheet', IconFileSpreadsheet],
  [/presentation|ms-powerpoint/, 'Slides', IconPresentation],
  [/msword|wordprocessing|opendocument\.text|\/rtf$/, 'Document', IconFileWord],
  [/zip|compressed|x-tar|x-7z|x-rar|gzip/, 'Archive', IconFileZip],
  [/^text\/|json|xml$/, 'Text', IconFileText],
] as const;

/** The kind of a file in one word, out of its media type. */
export function kindWord(contentType: string): string {
  return kindOf(contentType)?.[1] ?? 'File';
}

export function FileIcon({ contentType, size = 24 }: { contentType: string; size?: number }) {
  const Icon = kindOf(contentType)?.[2] ?? IconFile;
  return <Icon size={size} stroke={1.5} role="img" aria-label={kindWord(contentType)} />;
}

function kindOf(contentType: string) {
  const type = mediaType(contentType);
  return KINDS.find(([pattern]) => pattern.test(type));
}
