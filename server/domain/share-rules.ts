import type { SharePolicy } from '../catalog/share-policy.ts';
import { checkEmail } from './accounts.ts';
import { Problem } from './problem.ts';
import type { Rooms } from './rooms.ts';

const DAY = 86_400_000;

/** Characters. */
const LABEL_MAX = 200;
const RECIPIENTS_MAX = 50;

/** What limits a link, as its owner gives it. Times are milliseconds since 1970. */
export interface ShareLimits {
  label: string;
  expiresAt: number | null;
  maxDownloads: number | null;
  recipients: string[];
  requireCode: boolean;
  notify: boolean;
}

/**
 * The limits in the form in which they are kept.
 * @throws Problem BAD_INPUT for what cannot be, what the administrators' policy does not allow, and what needs mail
 * on a server that sends none
 */
export function checkLimits(
  rooms: Rooms,
  limits: ShareLimits & { hasPassword: boolean; createdAt: number },
  policy: SharePolicy,
): ShareLimits {
  const label = limits.label.trim();
  if ([...label].length > LABEL_MAX || /\p{Cc}/u.test(label) || !label.isWellFormed()) {
    throw new Problem('BAD_INPUT', `A label has ${LABEL_MAX} characters at most, and no line breaks.`);
  }
  const { expiresAt, maxDownloads, requireCode, notify } = limits;
  if (expiresAt !== null && expiresAt <= rooms.clock()) {
    throw new Problem('BAD_INPUT', 'The link would be over already. Choose a time in the future.');
  }
  if (maxDownloads !== null && (!Number.isInteger(maxDownloads) || maxDownloads < 1)) {
    throw new Problem('BAD_INPUT', 'maxDownloads is a whole number from 1 on, or null for any number.');
  }
  const recipients = [...new Set(limits.recipients.map(checkEmail))];
  if (recipients.length > RECIPIENTS_MAX) {
    throw new Problem('BAD_INPUT', `A link can have ${RECIPIENTS_MAX} recipients at most.`);
  }
  if (requireCode && recipients.length === 0) {
    throw new Problem('BAD_INPUT', 'A link that asks for a code needs recipients to send it to.');
  }
  if ((requireCode || notify) && rooms.mail === null) {
    throw new Problem(
      'BAD_INPUT',
      'This server cannot send mail, which codes and notices need. Its operator can set STRONGROOM_SMTP_URL.',
    );
  }
  checkPolicy(limits, policy);
  return { label, expiresAt, maxDownloads, recipients, requireCode, notify };
}

function checkPolicy(
  { expiresAt, createdAt, hasPassword }: { expiresAt: number | null; createdAt: number; hasPassword: boolean },
  policy: SharePolicy,
): void {
  if (policy.requirePassword && !hasPassword) {
    throw new Problem('BAD_INPUT', 'Every link needs a password here: an administrator has set this.');
  }
  if ((policy.requireExpiry || policy.maxDays !== null) && expiresAt === null) {
    throw new Problem('BAD_INPUT', 'Every link must expire here: an administrator has set this.');
  }
  if (policy.maxDays !== null && expiresAt !== null && expiresAt > createdAt + policy.maxDays * DAY) {
    throw new Problem('BAD_INPUT', `A link may live for ${policy.maxDays} days here: an administrator has set this.`);
  }
}
