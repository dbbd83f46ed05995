/** Strongroom's mark: the door of a strongroom whose dial is a keyhole. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect x="1" y="1" width="30" height="30" rx="8" fill="var(--mantine-color-verdigris-8)" />
      <circle cx="16" cy="16" r="9.5" fill="none" stroke="#fff" strokeWidth="2" />
      <path d="M16 3.8v2.7M16 25.5v2.7M3.8 16h2.7M25.5 16h2.7" stroke="#fff" strokeWidth="2" strokeLinecap="round" />
      <path d="M16 11.6a2.7 2.7 0 0 1 1.35 5.04l.75 3.86h-4.2l.75-3.86A2.7 2.7 0 0 1 16 11.6Z" fill="#fff" />
    </svg>
  );
}
