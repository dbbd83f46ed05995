/** The part of a connection that a growing list needs. */
export interface Page<T> {
  nodes: readonly T[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  totalCount: number;
}

/** Pages read so far, newest first, as one list. */
export interface Pages<T> {
  files: readonly T[];
  endCursor: string | null;
  hasNextPage: boolean;
  totalCount: number;
}

interface Identified {
  id: string;
}

export function firstPage<T extends Identified>(page: Page<T>): Pages<T> {
  return {
    files: page.nodes,
    endCursor: page.pageInfo.endCursor ?? null,
    hasNextPage: page.pageInfo.hasNextPage,
    totalCount: page.totalCount,
  };
}

/** Puts the next page behind; files that moved between the two reads stay where they were. */
export function nextPage<T extends Identified>(pages: Pages<T>, page: Page<T>): Pages<T> {
  const known = new Set(pages.files.map((file) => file.id));
  return {
    ...firstPage(page),
    endCursor: page.pageInfo.endCursor ?? pages.endCursor,
    files: [...pages.files, ...page.nodes.filter((file) => !known.has(file.id))],
  };
}

/**
 * Takes a fresh first page into a longer list: new files come in front, changed ones are replaced,
 * ones that the fresh page no longer has where it should are dropped, and the pages behind it stay.
 * When the two have nothing in common, the fresh page stands alone, since what lies between is unknown.
 */
export function refreshed<T extends Identified>(pages: Pages<T>, head: Page<T>): Pages<T> {
  const fresh = firstPage(head);
  if (!head.pageInfo.hasNextPage) return fresh;
  const position = new Map(pages.files.map((file, at) => [file.id, at]));
  const reached = Math.max(-1, ...head.nodes.map((file) => position.get(file.id) ?? -1));
  if (reached < 0) return fresh;
  const known = new Set(head.nodes.map((file) => file.id));
  const behind = pages.files.slice(reached + 1).filter((file) => !known.has(file.id));
  if (behind.length === 0) return fresh;
  return {
    files: [...head.nodes, ...behind],
    endCursor: pages.endCursor,
    hasNextPage: pages.hasNextPage,
    totalCount: head.totalCount,
  };
}

/** Takes deleted files out at once. */
export function removed<T extends Identified>(pages: Pages<T>, ids: ReadonlySet<string>): Pages<T> {
  const files = pages.files.filter((file) => !ids.has(file.id));
  return { ...pages, files, totalCount: pages.totalCount - (pages.files.length - files.length) };
}

/** Puts a file's new state where the old one was. */
export function replaced<T extends Identified>(pages: Pages<T>, file: T): Pages<T> {
  return { ...pages, files: pages.files.map((other) => (other.id === file.id ? file : other)) };
}
