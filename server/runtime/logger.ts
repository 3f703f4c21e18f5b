import { pino, type Logger } from 'pino';

export type { Logger } from 'pino';

/** JSON lines on standard error, so that standard output stays free for answers of the CLI. */
export function createLogger(level: string): Logger {
  return pino({ level, base: null }, pino.destination(2));
}
