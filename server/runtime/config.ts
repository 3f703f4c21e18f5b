import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';

/** What the environment may set; everything has a default that works on one machine without services. */
const Environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  CARESHED_DATA: z.string().optional(),
  CARESHED_THREADS: z.coerce.number().int().min(1).max(64).optional(),
  CARESHED_MEMORY_MB: z.coerce.number().min(256).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  CARESHED_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
  CARESHED_MAX_UPLOAD_MB: z.coerce.number().positive().max(4096).default(50),
  CARESHED_MAX_IMPORT_MB: z.coerce.number().positive().optional(),
  CARESHED_MAX_IMPORT_FILES: z.coerce.number().int().positive().optional(),
  CARESHED_MAX_FILE_MB: z.coerce.number().positive().optional(),
  CARESHED_MAX_UNPACKED_MB: z.coerce.number().positive().optional(),
  CARESHED_MAX_CELLS: z.coerce.number().int().positive().optional(),
  CARESHED_MAX_VERTICES: z.coerce.number().int().positive().optional(),
  CARESHED_MAX_ROWS: z.coerce.number().int().positive().optional(),
  CARESHED_KEEP_RUNS: z.coerce.number().int().positive().default(2000),
  CARESHED_KEEP_MB: z.coerce.number().positive().default(10_000),
  CARESHED_KEEP_DAYS: z.coerce.number().positive().default(180),
  CARESHED_HOSTS: z.string().default(''),
  CARESHED_RATE_LIMIT: z.coerce.number().int().min(0).default(1200),
});

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Folder of region packs, the database and results. */
  readonly dataFolder: string;
  readonly threads: number;
  /** What the process may take; null: what the machine or its container leaves. */
  readonly memoryBytes: number | null;
  /** Where the distributed queue is; null: local threads only. */
  readonly redisUrl: string | null;
  readonly logLevel: string;
  readonly maxUploadBytes: number;
  /** Limits of files that become regions; null: the default. */
  readonly importLimits: {
    readonly files: number | null;
    readonly totalBytes: number | null;
    readonly fileBytes: number | null;
    readonly unpackedBytes: number | null;
    readonly cells: number | null;
    readonly vertices: number | null;
    readonly rows: number | null;
  };
  /** What is kept of answers while the service runs. */
  readonly keep: { readonly runs: number; readonly bytes: number; readonly days: number };
  /** Names under which the service may be asked, beside addresses, localhost and the name of the machine. */
  readonly hosts: readonly string[];
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
    memoryBytes: bytesOf(env.CARESHED_MEMORY_MB),
    redisUrl: env.REDIS_URL ?? null,
    logLevel: env.CARESHED_LOG,
    maxUploadBytes: bytesOf(env.CARESHED_MAX_UPLOAD_MB),
    importLimits: {
      files: env.CARESHED_MAX_IMPORT_FILES ?? null,
      totalBytes: bytesOf(env.CARESHED_MAX_IMPORT_MB),
      fileBytes: bytesOf(env.CARESHED_MAX_FILE_MB),
      unpackedBytes: bytesOf(env.CARESHED_MAX_UNPACKED_MB),
      cells: env.CARESHED_MAX_CELLS ?? null,
      vertices: env.CARESHED_MAX_VERTICES ?? null,
      rows: env.CARESHED_MAX_ROWS ?? null,
    },
    keep: {
      runs: env.CARESHED_KEEP_RUNS,
      bytes: bytesOf(env.CARESHED_KEEP_MB),
      days: env.CARESHED_KEEP_DAYS,
    },
    hosts: env.CARESHED_HOSTS.toLowerCase()
      .split(/[\s,]+/)
      .filter((name) => name !== ''),
    requestsPerMinute: env.CARESHED_RATE_LIMIT,
    home,
  };
}

function bytesOf(megabytes: number): number;
function bytesOf(megabytes: number | undefined): number | null;
function bytesOf(megabytes: number | undefined): number | null {
  return megabytes === undefined ? null : Math.round(megabytes * 1024 * 1024);
}
