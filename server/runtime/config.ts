import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';

/** What the environment may set; everything has a default that works on one machine without services. */
const Environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  CARESHED_DATA: z.string().optional(),
  CARESHED_THREADS: z.coerce.number().int().min(1).max(64).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  CARESHED_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
  CARESHED_MAX_UPLOAD_MB: z.coerce.number().positive().max(4096).default(50),
  CARESHED_RATE_LIMIT: z.coerce.number().int().min(0).default(1200),
});

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Folder of region packs, the database and results. */
  readonly dataFolder: string;
  readonly threads: number;
  /** Where the distributed queue is; null: local threads only. */
  readonly redisUrl: string | null;
  readonly logLevel: string;
  readonly maxUploadBytes: number;
  /** Requests a minute and address; 0 switches the limit off. */
  readonly requestsPerMinute: number;
  /** Folder of the checkout or installation: where dist/ and data/ stand. */
  readonly home: string;
}

/** The environment holds settings that cannot be used; the message names each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Config from an environment; throws one ConfigError naming every variable that cannot be used. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>, home: string): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success)
    throw new ConfigError(
      `configuration: ${parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
    );
  const env = parsed.data;
  return {
    host: env.HOST,
    port: env.PORT,
    dataFolder: resolve(home, env.CARESHED_DATA ?? 'var'),
    threads: env.CARESHED_THREADS ?? Math.max(1, Math.min(8, availableParallelism())),
    redisUrl: env.REDIS_URL ?? null,
    logLevel: env.CARESHED_LOG,
    maxUploadBytes: Math.round(env.CARESHED_MAX_UPLOAD_MB * 1024 * 1024),
    requestsPerMinute: env.CARESHED_RATE_LIMIT,
    home,
  };
}
