import { z } from 'zod';
import { ImportExecution } from './imports.ts';

/**
 * A file of choices for `careshed import --plan`: what the files are, for reading, and what is made of
 * them.
 */
export const ImportPlan = z.strictObject({
  careshedImportPlan: z.literal(1).describe('Version of this format'),
  files: z
    .array(z.unknown())
    .optional()
    .describe('What each file is, as it was found; for reading, has no effect'),
  execution: ImportExecution.describe('The choices, as the API takes them'),
});
