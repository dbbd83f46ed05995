import type { AuditFilter } from '../../client/generated/graphql.ts';

/** A choice of the page: what stands in the address, what people read. */
interface Choice {
  value: string;
  label: string;
}

const GROUPS: Record<string, { label: string; actions: string[]; everyone: boolean }> = {
  files: { label: 'Files and folders', actions: ['file.*', 'folder.*'], everyone: true },
  links: { label: 'Links', actions: ['share.*', 'grant.*'], everyone: true },
  requests: { label: 'File requests', actions: ['request.*'], everyone: true },
  'sign-ins': { label: 'Sign-ins', actions: ['session.*'], everyone: false },
  people: { label: 'People and tokens', actions: ['user.*', 'token.*'], everyone: false },
  server: {
    label: 'Vault and server',
    actions: ['vault.*', 'server.*', 'policy.*', 'record.*'],
    everyone: false,
  },
};

const TIMES: Record<string, { label: string; days: number }> = {
  day: { label: 'The last 24 hours', days: 1 },
  week: { label: 'The last 7 days', days: 7 },
  month: { label: 'The last 30 days', days: 30 },
};

const DAY = 86_400_000;

export function groupChoices(whole: boolean): Choice[] {
  const groups = Object.entries(GROUPS).filter(([, { everyone }]) => whole || everyone);
  return [{ value: '', label: 'Everything' }, ...groups.map(([value, { label }]) => ({ value, label }))];
}

export const TIME_CHOICES: Choice[] = [
  { value: '', label: 'Any time' },
  ...Object.entries(TIMES).map(([value, { label }]) => ({ value, label })),
];

/** The server's filter for what stands in the address; `whole`: the whole record, not only the reader's own things. */
export function filterOf(params: URLSearchParams, whole: boolean, now: number): AuditFilter {
  const group = GROUPS[params.get('what') ?? ''];
  const time = TIMES[params.get('when') ?? ''];
  const who = params.get('who');
  return {
    own: !whole,
    ...(group ? { actions: group.actions } : {}),
    ...(time ? { since: new Date(now - time.days * DAY).toISOString() } : {}),
    ...(who && whole ? { userId: who } : {}),
  };
}
