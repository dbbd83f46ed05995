/** A file that comes in with a request, and has begun to. */
export class IncomingFile {
  /** As the sender gave it. */
  readonly name: string;
  readonly contentType: string;
  /** Batches of bytes off the socket; they end only once the whole request was well-formed. To be read once. */
  readonly contents: () => AsyncIterable<Buffer[]>;

  constructor(name: string, contentType: string, contents: () => AsyncIterable<Buffer[]>) {
    this.name = name;
    this.contentType = contentType;
    this.contents = contents;
  }
}
