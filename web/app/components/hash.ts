/** The secret that a link carries behind its `#`, where no server and no log sees it; empty when there is none. */
export function secretOf(hash: string): string {
  const given = hash.replace(/^#/, '');
  try {
    return decodeURIComponent(given);
  } catch {
    return given;
  }
}
