/**
 * Stored bytes are not what was sealed under this key for this place. The message never varies, so that
 * nothing can be learnt from it; `reason` is for the log alone.
 */
export class IntegrityError extends Error {
  override readonly name = 'IntegrityError';
  readonly reason: IntegrityReason;

  constructor(reason: IntegrityReason) {
    super('The stored bytes are not what was sealed.');
    this.reason = reason;
  }
}

export type IntegrityReason =
  | 'size'
  | 'suite'
  | 'prefix'
  | 'commitment'
  | 'tag'
  | 'padding'
  | 'key'
  | 'id'
  | 'number'
  | 'metadata'
  | 'parts'
  | 'params'
  | 'digest';
