import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { listFunctionsIn } from './functions/list-functions.ts';

// Functions above a number of lines, or with more than five positional parameters:
//   npx tsx scripts/long-functions.ts [FOLDER …] [--most 60] [--parameters 5]
// Default folders: client and server. A comment `Long: reason` above a function excuses its length.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    most: { type: 'string', default: '60' },
    parameters: { type: 'string', default: '5' },
  },
});
const folders = positionals.length > 0 ? positionals : ['client', 'server'];
const found = listFunctionsIn(resolve(import.meta.dirname, '..'), folders);
for (const { file, line, name, lines, parameters, reason } of found) {
  const long = lines > Number(values.most) && reason === null;
  if (long || parameters > Number(values.parameters)) {
    console.log(`${file}:${line} ${name}: ${lines} lines, ${parameters} parameters`);
  }
}
