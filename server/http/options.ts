/** The operator's choices that the edge needs. */
export interface HttpOptions {
  host: string;
  /** 0: chosen by the operating system. */
  port: number;
  /** Origin without a trailing slash; null: loopback names only, at any port. */
  publicUrl: string | null;
  /** Number of proxies in front, or their addresses and CIDRs; null: none, X-Forwarded-* is ignored. */
  trustProxy: number | string[] | null;
  tls: { certFile: string; keyFile: string; httpPort: number | null } | null;
  metrics: { host: string; port: number } | null;
  /** Absolute path of the built web app. */
  appFolder: string;
  limits: HttpLimits;
}

/** Bounds of what a request may take. Bytes and milliseconds; tests shorten the times. */
export interface HttpLimits {
  /** Body of a JSON request. */
  jsonBody: number;
  /** `operations` and `map` of a multipart request, each. */
  multipartField: number;
  /** What a body may have beside its one file. */
  multipartOverhead: number;
  /** A body that brings less than `bytes` in `time` while we read is cut. */
  slowBody: { bytes: number; time: number };
  /** A reader that takes nothing for this long is cut. */
  stalledReader: number;
  /** What is still read of a body after its answer was sent. */
  drain: { bytes: number; time: number };
  /** How long a probe of the catalog or the store may take. */
  probe: number;
  connections: number;
  keepAlive: number;
  /** Between two looks whether the session of a live stream is still alive. */
  streamCheck: number;
  /** How often certificate files are looked at. */
  certificatePoll: number;
}

export const LIMITS: HttpLimits = {
  jsonBody: 256 * 1024,
  multipartField: 256 * 1024,
  multipartOverhead: 1024 * 1024,
  slowBody: { bytes: 60 * 1024, time: 60_000 },
  stalledReader: 120_000,
  drain: { bytes: 1024 * 1024, time: 1_000 },
  probe: 2_000,
  connections: 10_000,
  keepAlive: 65_000,
  streamCheck: 60_000,
  certificatePoll: 10_000,
};
