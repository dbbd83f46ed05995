import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Server } from 'node:https';
import { createSecureContext } from 'node:tls';
import type { Log } from '../domain/rooms.ts';

export interface CertificateFiles {
  certFile: string;
  keyFile: string;
}

/** TLS 1.2 and 1.3 with the files as they are now. @throws Error when they cannot be read or do not fit together */
export function readCertificate({ certFile, keyFile }: CertificateFiles) {
  const options = { cert: readFileSync(certFile), key: readFileSync(keyFile), minVersion: 'TLSv1.2' as const };
  createSecureContext(options);
  return options;
}

/**
 * Puts a renewed certificate to use for new connections. Files are looked at every `poll` milliseconds, which,
 * other than a watch, also sees a link that was moved. A pair that cannot be used is logged and the old one kept.
 * Returns what ends it.
 */
export function renewCertificate(server: Server, files: CertificateFiles, poll: number, log: Log): () => void {
  let seen = '';
  let busy = false;
  const look = async () => {
    if (busy) return;
    busy = true;
    try {
      const now = await fingerprint(files);
      if (seen !== '' && now !== seen) {
        server.setSecureContext(readCertificate(files));
        log.info({}, 'the renewed certificate is in use');
      }
      seen = now;
    } catch (error) {
      log.warn({ err: error }, 'the certificate files cannot be used now; the earlier ones stay in use');
    } finally {
      busy = false;
    }
  };
  void look();
  const timer = setInterval(() => void look(), poll);
  timer.unref();
  return () => clearInterval(timer);
}

async function fingerprint({ certFile, keyFile }: CertificateFiles): Promise<string> {
  const stats = await Promise.all([stat(certFile), stat(keyFile)]);
  return stats.map(({ mtimeMs, ino, size }) => `${mtimeMs} ${ino} ${size}`).join();
}
