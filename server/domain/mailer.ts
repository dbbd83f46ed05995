/** A mail as plain text. */
export interface Mail {
  /** One bare e-mail address. */
  to: string;
  /** One line; anything else in it becomes a space. Nothing sealed, such as a file's name, belongs here. */
  subject: string;
  text: string;
}

/** The way out for mails. What goes wrong is logged without address and content. */
export interface Mailer {
  /**
   * Resolves once the mail server has taken the mail.
   * @throws Problem BAD_INPUT for an address that is none, UNAVAILABLE when the mail server refuses or cannot be reached
   */
  send(mail: Mail): Promise<void>;
  /** Sends in the background, and tries a few times over some minutes. Does not wait and does not throw. */
  post(mail: Mail): void;
}
