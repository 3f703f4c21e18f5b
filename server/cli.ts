import { resolve } from 'node:path';
import { createContext, type ServerContext } from './context.ts';
import { runCommand } from './cli/commands.ts';
import { CliError, EXIT_USAGE } from './cli/cli-error.ts';
import { ConfigError, readConfig } from './runtime/config.ts';

/** dist/server/cli.js stands two folders below the installation. */
const home = resolve(import.meta.dirname, '../..');
const [name = 'help', ...rest] = process.argv.slice(2);

let context: ServerContext | null = null;
const open = (): ServerContext => (context ??= createContext(readConfig(process.env, home)));

try {
  if (name === 'serve') await import('./main.ts');
  else process.exitCode = await runCommand(name, rest, { open, home, environment: process.env });
} catch (error) {
  if (error instanceof CliError) {
    console.error(error.message);
    process.exitCode = error.exitCode;
  } else if (error instanceof ConfigError) {
    console.error(error.message);
    process.exitCode = EXIT_USAGE;
  } else {
    console.error(error);
    process.exitCode = 70;
  }
} finally {
  if (name !== 'serve') await (context as ServerContext | null)?.close();
}
