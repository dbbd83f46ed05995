/** Where a request goes; all that logs and metrics say of its path. */
export const ROUTES = ['health', 'auth', 'audit', 'graphql', 'download', 'uploads', 'playground', 'page'] as const;
export type Route = (typeof ROUTES)[number];

const FIRST_SEGMENT: Record<string, Route> = {
  healthz: 'health',
  readyz: 'health',
  auth: 'auth',
  audit: 'audit',
  graphql: 'graphql',
  download: 'download',
  uploads: 'uploads',
  playground: 'playground',
};

/** The route of a path; express matches letter case loosely, so this does too. */
export function routeOf(path: string): Route {
  const first = path.split('/', 2)[1]?.toLowerCase() ?? '';
  return Object.hasOwn(FIRST_SEGMENT, first) ? (FIRST_SEGMENT[first] ?? 'page') : 'page';
}
