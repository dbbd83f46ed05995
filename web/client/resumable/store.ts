/** What is remembered of an upload that is not finished. It names the file by a hash only. */
export interface RememberedUpload {
  /** The upload's address on the server. */
  url: string;
  size: number;
  /** When it was begun; milliseconds. */
  begun: number;
  /** When the file is to be destroyed; milliseconds, null for never. */
  expiresAt: number | null;
}

/** Where uploads are remembered from one run to the next. Keys are hex digits. */
export interface ResumeStore {
  get(key: string): Promise<RememberedUpload | undefined>;
  set(key: string, upload: RememberedUpload): Promise<void>;
  delete(key: string): Promise<void>;
}

/** A store that can also tell all that is in it. */
export interface LocalResumeStore extends ResumeStore {
  all(): [key: string, upload: RememberedUpload][];
}

const PREFIX = 'strongroom.upload.';
const KEY = /^[0-9a-f]{64}$/;

/**
 * Remembers uploads in a browser's localStorage. Where that is full or forbidden, nothing is remembered.
 * @param owner whose they are, where several people use one browser: nobody is told of another's
 */
export function localResumeStore(owner?: string): LocalResumeStore {
  const prefix = owner === undefined ? PREFIX : `${PREFIX}${owner}.`;
  const read = (name: string): RememberedUpload | undefined => {
    try {
      return parseRemembered(localStorage.getItem(name));
    } catch {
      return undefined;
    }
  };
  return {
    get: async (key) => read(prefix + key),
    async set(key, upload) {
      try {
        localStorage.setItem(prefix + key, JSON.stringify(upload));
      } catch {
        // The upload itself goes on.
      }
    },
    async delete(key) {
      try {
        localStorage.removeItem(prefix + key);
      } catch {
        // Nothing was remembered then.
      }
    },
    all() {
      try {
        return Object.keys(localStorage)
          .filter((name) => name.startsWith(prefix) && KEY.test(name.slice(prefix.length)))
          .flatMap((name) => {
            const upload = read(name);
            return upload ? [[name.slice(prefix.length), upload] as [string, RememberedUpload]] : [];
          });
      } catch {
        return [];
      }
    },
  };
}

/** What was remembered, as text; undefined for what is not that. */
export function parseRemembered(text: string | null): RememberedUpload | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { url, size, begun, expiresAt } = value as Record<string, unknown>;
  if (typeof url !== 'string' || typeof size !== 'number' || typeof begun !== 'number') return undefined;
  return { url, size, begun, expiresAt: typeof expiresAt === 'number' ? expiresAt : null };
}

/** SHA-256 of `parts` in hex; undefined in a browser on plain http, which has no SubtleCrypto. */
export async function keyOf(parts: readonly unknown[]): Promise<string | undefined> {
  // Absent where the page is not served securely, whatever the type says.
  const subtle: SubtleCrypto | undefined = crypto.subtle;
  if (!subtle) return undefined;
  const hash = await subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(parts)));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
