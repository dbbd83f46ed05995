import type { ColumnType } from 'kysely';

/** Who may use a file of another. */
export interface FileAccessTable {
  file_id: ColumnType<string, string, never>;
  user_id: ColumnType<string, string, never>;
  role: 'VIEWER' | 'EDITOR';
  created_at: ColumnType<number, number, never>;
}

/** Mails that were sent once and must not be sent again. */
export interface NoticesTable {
  /** What it tells of, `share.expires` for example. */
  kind: ColumnType<string, string, never>;
  /** Id of the share, request or sender; of an end, with its time behind it. */
  subject_id: ColumnType<string, string, never>;
  sent_at: ColumnType<number, number, never>;
}
