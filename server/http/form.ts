import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { type FileUpload, type GraphQLOperation, processRequest, type Upload } from 'graphql-upload-minimal';
import { Problem } from '../domain/problem.ts';
import { checkMap } from './form-map.ts';
import { Refusal } from './problems.ts';

/** The library's file, and its contents as they should be read. */
interface FileOfForm extends FileUpload {
  contents(): AsyncIterable<Buffer[]>;
}

interface Parsing {
  parser: Writable;
  /** Resolves when the whole form has come in and was well-formed. */
  whole: Promise<void>;
}

/** What may come beside the two fields before the file begins. */
const PREAMBLE = 64 * 1024;

/**
 * Reads a multipart request up to where its one file begins, and gives the operation with the file in its
 * variable. The file's contents stream from the socket, and end only once the whole form was well-formed; when
 * they cannot, the stream fails with a Refusal (400) of UPLOAD_INCOMPLETE or BAD_INPUT. Nothing touches a disk.
 * @throws Problem BAD_INPUT, UPLOAD_INCOMPLETE
 */
export async function readForm(req: Request, res: Response, maxFieldSize: number): Promise<GraphQLOperation> {
  let parsing: Parsing | undefined;
  let variable = '';
  onPipe(req, (parser) => {
    parsing = supervise(req, parser, 2 * maxFieldSize + PREAMBLE, (name) => {
      variable = name;
    });
  });
  try {
    // Not its maxFileSize: that truncates in silence. The domain counts, and throws.
    const limits = { maxFieldSize, maxFiles: 1, maxFileSize: Number.POSITIVE_INFINITY };
    const operation = await processRequest(req, res, limits);
    const upload = Array.isArray(operation) ? undefined : uploadIn(operation.variables, variable);
    if (Array.isArray(operation) || !upload || !parsing) throw new Problem('BAD_INPUT', 'Batches are not taken.');
    const { parser, whole } = parsing;
    const file = await upload.promise;
    const begun: FileOfForm = { ...file, contents: () => contents(file, whole) };
    upload.promise = Promise.resolve(begun);
    res.once('close', () => parser.destroy());
    return operation;
  } catch (error) {
    if (parsing) req.unpipe(parsing.parser);
    parsing?.parser.destroy();
    throw formProblem(error);
  }
}

/** The library pipes the request into its parser; this is where we get hold of the parser. */
function onPipe(req: Request, use: (parser: Writable) => void): void {
  const pipe = req.pipe.bind(req);
  req.pipe = (target, options) => {
    if (target instanceof Object && 'write' in target) use(target as unknown as Writable);
    return pipe(target, options);
  };
}

function supervise(req: Request, parser: Writable, budget: number, mapped: (variable: string) => void): Parsing {
  // The library removes its only listener at the first error; a second one would end the process.
  parser.on('error', () => {});
  const whole = finished(parser);
  whole.catch(() => {});

  let part = '';
  const [onField] = parser.listeners('field');
  parser.removeAllListeners('field');
  parser.on('field', (name: string, value: string, info: object) => {
    if (name === 'map') {
      const target = checkMap(value);
      if (target === null) {
        parser.destroy(
          new Problem('BAD_INPUT', 'The map must name one file and one variable, as in {"0": ["variables.file"]}.'),
        );
        return;
      }
      part = target.part;
      mapped(target.variable);
    }
    onField?.call(parser, name, value, info);
  });

  let left = budget;
  const count = (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0)
      parser.destroy(new Problem('BAD_INPUT', 'The file does not begin where it should: behind operations and map.'));
  };
  req.on('data', count);
  parser.on('file', (name: string) => {
    if (name === part) req.off('data', count);
  });
  return { parser, whole };
}

function uploadIn(variables: unknown, name: string): Upload | undefined {
  return variables instanceof Object ? (variables as Record<string, Upload>)[name] : undefined;
}

/** Batches of one chunk each: the parser gives what it has at once, and then waits for the reader. */
async function* contents(file: FileUpload, whole: Promise<void>): AsyncGenerator<Buffer[]> {
  try {
    for await (const chunk of file.createReadStream() as AsyncIterable<Buffer>) yield [chunk];
    await whole;
  } catch (error) {
    throw formProblem(error);
  }
}

/** The library's own refusals are the sender's faults; the parser's errors mean that the body is cut or no form. */
function formProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 400 || status === 413 || status === 500 || isMalformed(error)) {
    const message = 'The multipart body is malformed. It needs operations, then map, then the one file.';
    return new Refusal(400, 'BAD_INPUT', message, { cause: error });
  }
  const message = 'The upload ended before its last byte. Send the file again.';
  return new Refusal(400, 'UPLOAD_INCOMPLETE', message, { cause: error });
}

function isMalformed(error: unknown): boolean {
  return error instanceof Error && /^(Malformed|Multipart:|Unsupported)/.test(error.message);
}
