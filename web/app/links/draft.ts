import type { SharePolicyQuery } from '../../client/generated/graphql.ts';
import type { ShareItem } from '../../client/shares.ts';
import { isEmail } from '../components/email.ts';

export type Policy = SharePolicyQuery['sharePolicy'];

/** What the form holds, as it is typed. */
export interface Draft {
  label: string;
  /** Whether it is meant for the people named, and not for anyone. */
  named: boolean;
  recipients: string[];
  /** Days, `date` for the one below, `keep` for as it is, or empty for never. */
  life: string;
  /** Of a date field: `2026-12-31`. */
  date: string;
  /** Empty for none, or for as it is. */
  password: string;
  /** Of a link that has one: whether it goes. */
  withoutPassword: boolean;
  /** Empty for any number. */
  downloads: string | number;
  requireCode: boolean;
  notify: boolean;
}

/** What is wrong with a draft, by field. */
export type Faults = Partial<Record<'recipients' | 'date' | 'password' | 'downloads', string>>;

const DAY = 86_400_000;
const PASSWORD_LENGTH = 8;
const RECIPIENTS = 50;

/** Milliseconds by which a life stays below the longest one, since clocks differ. */
const MARGIN = 5 * 60_000;

const LIVES = [
  { days: 1, label: 'In one day' },
  { days: 7, label: 'In 7 days' },
  { days: 30, label: 'In 30 days' },
  { days: 90, label: 'In 90 days' },
];

/** A draft of a new link, or of changes to one. */
export function draftOf(link: ShareItem | null, policy: Policy): Draft {
  const { maxDays } = policy;
  return {
    label: link?.label ?? '',
    named: (link?.recipients.length ?? 0) > 0,
    recipients: [...(link?.recipients ?? [])],
    life: link ? 'keep' : String(Math.min(7, maxDays ?? 7)),
    date: '',
    password: '',
    withoutPassword: false,
    downloads: link?.maxDownloads ?? '',
    requireCode: link?.requireCode ?? false,
    notify: link?.notify ?? false,
  };
}

/** The moment at which a link made then must be over, or null. */
function latest(link: ShareItem | null, { maxDays }: Policy, now: number): number | null {
  if (maxDays === null) return null;
  return (link ? new Date(link.createdAt).getTime() : now) + maxDays * DAY - MARGIN;
}

/** The ends that a link may have. */
export function livesFor(link: ShareItem | null, policy: Policy, now: number): { value: string; label: string }[] {
  const bound = latest(link, policy, now);
  const own = policy.maxDays;
  const lives = LIVES.filter(({ days }) => bound === null || now + days * DAY <= bound + MARGIN);
  if (!link && own !== null && own < 90 && !lives.some(({ days }) => days === own)) {
    lives.push({ days: own, label: own === 1 ? 'In one day' : `In ${own} days` });
  }
  const keeps = link !== null && (link.expiresAt !== null || !mustEnd(policy));
  return [
    ...(keeps ? [{ value: 'keep', label: 'As it is' }] : []),
    ...lives.map(({ days, label }) => ({ value: String(days), label })),
    { value: 'date', label: 'On a date…' },
    ...(mustEnd(policy) || (link !== null && link.expiresAt === null) ? [] : [{ value: '', label: 'Never' }]),
  ];
}

/** Whether links may not live for ever. */
export function mustEnd({ maxDays, requireExpiry }: Policy): boolean {
  return requireExpiry || maxDays !== null;
}

/** When the link ends: undefined for as it is, null for never. The day of a date is in it. */
export function expiryOf(draft: Draft, link: ShareItem | null, policy: Policy, now: number): Date | null | undefined {
  if (draft.life === 'keep') return undefined;
  if (draft.life === '') return null;
  const asked = draft.life === 'date' ? endOf(draft.date) : now + Number(draft.life) * DAY;
  const bound = latest(link, policy, now);
  // A date past the bound is a fault, but for the rest of the last day.
  return new Date(bound !== null && asked > bound && asked - bound < DAY + MARGIN ? bound : asked);
}

/** The last millisecond of a day in the reader's time zone; NaN for no day. */
function endOf(date: string): number {
  return new Date(`${date}T23:59:59.999`).getTime();
}

/** A day as date fields hold it, so many days from then. */
export function dayAfter(now: number, days: number): string {
  const day = new Date(now + days * DAY);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** What of a draft the server would refuse, in words. */
export function faultsOf(draft: Draft, link: ShareItem | null, policy: Policy, now: number): Faults {
  const faults: Faults = {};
  const strange = draft.recipients.find((address) => !isEmail(address));
  if (draft.named && draft.recipients.length === 0) faults.recipients = 'Enter at least one e-mail address.';
  else if (draft.named && strange !== undefined) faults.recipients = `“${strange}” is not an e-mail address.`;
  else if (draft.named && draft.recipients.length > RECIPIENTS) faults.recipients = `At most ${RECIPIENTS} people.`;

  const end = expiryOf(draft, link, policy, now)?.getTime();
  const bound = latest(link, policy, now);
  if (draft.life === 'date' && Number.isNaN(end)) faults.date = 'Choose a date.';
  else if (end !== undefined && end <= now) faults.date = 'Choose a date in the future.';
  else if (end !== undefined && bound !== null && end > bound) {
    faults.date = `Links live for ${policy.maxDays} days at most here.`;
  }

  const { length } = draft.password;
  const stays = link?.hasPassword === true && !draft.withoutPassword;
  if (length > 0 && length < PASSWORD_LENGTH) faults.password = `Use ${PASSWORD_LENGTH} characters or more.`;
  else if (length > 256) faults.password = 'Use 256 characters or fewer.';
  else if (length === 0 && !stays && policy.requirePassword) faults.password = 'Every link needs a password here.';

  const { downloads } = draft;
  if (downloads !== '' && !(Number.isInteger(Number(downloads)) && Number(downloads) >= 1)) {
    faults.downloads = 'A whole number from 1 on, or nothing.';
  }
  return faults;
}

/** The part of both inputs that is the same. */
export function limitsOf(draft: Draft) {
  return {
    label: draft.label.trim(),
    maxDownloads: draft.downloads === '' ? null : Number(draft.downloads),
    recipients: draft.named ? draft.recipients.map((address) => address.trim()) : [],
    requireCode: draft.named && draft.requireCode,
    notify: draft.notify,
  };
}
