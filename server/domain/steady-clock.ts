/**
 * A clock that never goes back while the process lives, so that nothing whose time is over comes to life again when
 * the wall clock is set back: it then counts on by itself, until the wall clock is ahead of it again. A wall clock that
 * is set ahead is followed at once; one that was wrongly ahead is followed back only by a new start of the server.
 * @param wall milliseconds since 1970, from a clock that anyone may set
 * @param elapsed milliseconds, with fractions, from a clock that nobody can set
 * @returns whole milliseconds since 1970
 */
export function steadyClock(wall: () => number, elapsed: () => number): () => number {
  let anchor = { at: wall(), elapsed: elapsed() };
  return () => {
    const shown = wall();
    const passed = elapsed();
    const counted = anchor.at + Math.floor(passed - anchor.elapsed);
    if (shown <= counted) return counted;
    anchor = { at: shown, elapsed: passed };
    return shown;
  };
}
