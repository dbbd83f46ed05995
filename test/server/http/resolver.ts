import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { IncomingFile } from '../../../server/domain/incoming-file.ts';
import { toProblem } from '../../../server/domain/translation.ts';

/** What became of each upload that got through to the resolver. */
export interface Seen {
  outcomes: string[];
}

/**
 * Stands in for Apollo and `uploadFile`: reads the file to its end and answers with its length and hash, or with
 * the problem as GraphQL would. `refuse` answers at once, without a look at the contents.
 */
export function resolver(seen: Seen = { outcomes: [] }, refuse = false): RequestHandler {
  return async (req, res) => {
    const file = (req.body as { variables?: { file?: IncomingFile } }).variables?.file;
    if (!file) {
      res.json({ data: { echo: req.body as unknown } });
      return;
    }
    if (refuse) {
      res.json({ errors: [{ message: 'no', extensions: { code: 'FORBIDDEN' } }] });
      return;
    }
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      for await (const batch of file.contents()) {
        for (const chunk of batch) {
          hash.update(chunk);
          bytes += chunk.length;
        }
      }
      seen.outcomes.push('whole');
      res.json({ data: { filename: file.name, bytes, sha256: hash.digest('hex') } });
    } catch (error) {
      const code = toProblem(error)?.code ?? String(error);
      seen.outcomes.push(code);
      res.json({ errors: [{ message: 'failed', extensions: { code } }] });
    }
  };
}
