import type { z } from 'zod';
import { Problem } from './resources.ts';

/** A body of a schema. */
export const json = <T extends z.ZodType>(schema: T, type = 'application/json') => ({
  content: { [type]: { schema } },
});

/** What every other status answers with. */
export const PROBLEM_ANSWER = {
  default: { description: 'RFC 9457 problem', ...json(Problem, 'application/problem+json') },
};

/** 200 with a schema, everything else a problem. */
export const answers = (description: string, schema: z.ZodType, type?: string) => ({
  '200': { description, ...json(schema, type) },
  ...PROBLEM_ANSWER,
});

export const pathParameter = (name: string) => ({
  name,
  in: 'path' as const,
  required: true,
  schema: { type: 'string' as const },
});
