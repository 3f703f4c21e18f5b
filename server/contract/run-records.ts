import { z } from 'zod';

/** What a result was made of; lies beside its exports. */
export const RunManifestAnswer = z.object({
  format: z.literal('careshed-manifest-1'),
  run: z.string(),
  process: z.string(),
  engine: z.string().describe('Version of the program'),
  created: z.string(),
  milliseconds: z.number().describe('Time taken'),
  inputs: z.unknown().describe('Every parameter, defaults filled in'),
  inputsHash: z.string().describe('SHA-256 of the inputs as JSON with sorted keys'),
  seed: z.number().nullable().describe('Null where nothing is drawn at random'),
  region: z.object({
    id: z.string(),
    hash: z.string(),
    isCurrent: z.boolean().describe('Whether the region still has these contents'),
    sources: z
      .array(
        z.object({
          layer: z.string(),
          file: z.string(),
          role: z.string(),
          sha256: z.string(),
          bytes: z.number(),
        }),
      )
      .nullable()
      .describe('Files the region was made of; null when it was replaced since'),
  }),
  scenario: z
    .object({ hash: z.string(), changes: z.array(z.unknown()).nullable() })
    .nullable()
    .describe('Null: the baseline'),
  resultHash: z.string().nullable().describe('SHA-256 of answer and surfaces: what a replay must give again'),
  replay: z.string().describe('POST here to work it out anew'),
});
export type RunManifestAnswer = z.output<typeof RunManifestAnswer>;

const Difference = z.object({
  pointer: z.string().describe('JSON pointer'),
  a: z.unknown().optional().describe('Absent: not there'),
  b: z.unknown().optional(),
  difference: z.number().nullable().describe('b − a of two numbers'),
});
/** Two runs side by side: what was asked otherwise, and what came out otherwise. */
export const RunDiffAnswer = z.object({
  a: z.string(),
  b: z.string(),
  same: z.boolean().describe('Both answers and their surfaces are the same bytes'),
  question: z.array(Difference).describe('Process, region, scenario, engine and inputs'),
  answer: z
    .array(Difference)
    .max(2000)
    .describe('Places of the answers, in order; run ids and links are left out'),
  answerCount: z.number().int().describe('All places that differ, also those beyond the 2,000 listed'),
});
export type RunDiffAnswer = z.output<typeof RunDiffAnswer>;
