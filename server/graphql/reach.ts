import { type FileReach, reachOfFiles } from '../domain/file-reach.ts';
import type { StoredFile } from '../domain/stored-files.ts';
import { batched } from './batch.ts';
import type { Context } from './context.ts';

/** How far a file is given away; for all files of a list by the same few queries. */
export const reachOf = batched<Context, StoredFile, FileReach>(({ rooms, principal }, files) =>
  reachOfFiles(rooms, principal, files),
);
