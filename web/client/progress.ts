/** How far an upload is. */
export interface Progress {
  /** Bytes of the file that left. */
  sent: number;
  /** Bytes of the file; undefined for a stream whose length nobody knows. */
  total: number | undefined;
}
