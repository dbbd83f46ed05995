const NAME = 'sr_visitor';
/** Seconds: as long as a grant. */
const LIFETIME = 86_400;

/** The visitor that a Cookie header names, or null. */
export function visitorIn(header: string | undefined): string | null {
  const pair = header
    ?.split(';')
    .map((text) => text.trim())
    .find((text) => text.startsWith(`${NAME}=`));
  return pair?.slice(NAME.length + 1) ?? null;
}

/** A Set-Cookie by which a browser gets its grants back; no script reads it, other sites cannot send it along. */
export function visitorCookie(visitor: string, origin: string): string {
  const secure = origin.startsWith('https:') ? '; Secure' : '';
  return `${NAME}=${visitor}; Path=/; Max-Age=${LIFETIME}; HttpOnly; SameSite=Lax${secure}`;
}
