import { z } from 'zod';
import { TIERS } from '../vocabulary.ts';
import { NamePair } from './base.ts';

/** Staff (or beds, visits) to hand out once the sites stand. */
export const Allocate = z
  .strictObject({
    total: z.number().positive().max(1_000_000).describe('Doctors, beds or whatever is to be handed out'),
    among: z
      .enum(['new', 'all'])
      .default('new')
      .describe(
        'new: over the new sites, existing ones keep theirs; all: with what existing ones have, anew',
      ),
    column: z
      .enum(['doctors', 'generalPractitioners', 'nurses', 'beds', 'capacity'])
      .default('doctors')
      .describe('What existing facilities have of it'),
    least: z.number().min(0).default(0).describe('Least at each site that takes part'),
    most: z.number().positive().optional().describe('Most at each site that takes part'),
  })
  .describe('Even out the people per doctor: 2SO4SAI, the second step, a convex quadratic program');

export const SitingAllocation = z.object({
  among: z.enum(['new', 'all']),
  column: z.string(),
  total: z.number().describe('Handed out'),
  meanAccess: z.number().describe('Units per 1,000 people within the cut-off of any of them'),
  spreadBefore: z
    .number()
    .describe('Coefficient of variation of access over people if the total were divided equally'),
  spread: z.number().describe('The same with the allocation'),
  spreadBound: z.number().describe('No allocation within the limits has less'),
  gapPercent: z.number().describe('Of the sum of squares'),
  unknown: z.number().int().describe('Existing facilities without a figure: counted with none'),
  sites: z.array(
    z.object({
      order: z.number().int().nullable().describe('Of the new site; null for an existing facility'),
      facility: z.string().nullable(),
      ...NamePair,
      before: z.number().nullable().describe('What an existing facility has'),
      amount: z.number(),
      whole: z.number().describe('Whole units by largest remainder'),
    }),
  ),
});

/** What new sites with limited room take. */
export const SitingServed = z.object({
  siteCapacity: z.number(),
  people: z.number().describe('Served by the new sites'),
  meanMinutes: z.number().nullable().describe('p-median: mean of everybody; else null'),
  points: z.number().int().nullable().describe('p-median: places that demand was gathered at; else null'),
  sites: z.array(z.object({ order: z.number().int(), people: z.number(), percentFull: z.number() })),
});

/** Existing facilities that close so that new sites can open. */
export const SitingRelocation = z.object({
  closures: z.number().int().describe('That might close at most'),
  kept: z.number().describe('People covered by the existing facilities that stay'),
  closed: z.array(
    z.object({
      id: z.string(),
      ...NamePair,
      tier: z.enum(TIERS),
      lon: z.number(),
      lat: z.number(),
      loss: z.number().describe('People covered by it alone today'),
    }),
  ),
});
