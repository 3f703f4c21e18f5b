import { DEFAULT_COVERAGE_CUTOFFS_MINUTES } from '../defaults.ts';
import { z } from 'zod';
import { AnswerHead, CutoffList } from '../common.ts';
import { Travel } from '../travel.ts';
import { AGE_BANDS } from '../vocabulary.ts';
import { ValueLinks } from './coverage-parts.ts';
import { base, FacilityFilter, NamePair, ZonesInput } from './base.ts';

/** One side: the id of a coverage run, `baseline`, or `scenario:ID`. */
const Side = z
  .string()
  .min(1)
  .describe(
    'Id of a coverage run, `baseline`, or `scenario:ID` (coverage of that world is worked out with the other inputs)',
  );

/** Cut-offs of a side that is a world, where none are sent. */
export const COMPARE_CUTOFF_MINUTES = DEFAULT_COVERAGE_CUTOFFS_MINUTES;

const ofWorlds = 'Of a side that is a world; runs bring their own, and between two runs it is refused';
export const CompareInputs = z.strictObject({
  region: base.region,
  a: Side.default('baseline'),
  b: Side,
  travel: Travel.optional().describe(`${ofWorlds}. Default: on foot`),
  facilities: FacilityFilter.optional().describe(ofWorlds),
  within: base.within,
  cutoffMinutes: CutoffList.optional().describe(
    `${ofWorlds}. Must be those of the other side. Default ${COMPARE_CUTOFF_MINUTES.join(', ')}`,
  ),
  zones: ZonesInput.optional().describe(ofWorlds),
  contributions: z
    .boolean()
    .optional()
    .describe(
      'Where a is the baseline and b a scenario of at most 20 changes: what each change does alone and ' +
        'last; default true',
    ),
});

const ByCutoff = z.array(z.number()).describe('b − a, one per cut-off');
const Covered = z.object({ a: z.array(z.number()), b: z.array(z.number()), difference: ByCutoff });
const Movement = z.object({
  people: z.number().describe('People of b'),
  cells: z.number().int(),
  meanMinutes: z.number().nullable().describe('Mean saving (or loss) of those who reach care on both sides'),
  newlyReached: z.number().describe('Of them: people with no way to care on the other side'),
});
const SideAnswer = z.object({
  run: z.string(),
  scenario: z.string().nullable(),
  travel: z.record(z.string(), z.unknown()).describe('How people travel on this side, defaults filled in'),
  facilities: FacilityFilter.nullable().describe('Which facilities count on this side; null: all'),
});
export const CompareAnswer = AnswerHead.extend({
  travel: AnswerHead.shape.travel
    .nullable()
    .describe('Travel of both sides; null where they travel differently'),
  a: SideAnswer,
  b: SideAnswer,
  cutoffMinutes: z.array(z.number()),
  total: z.object({ a: z.number(), b: z.number(), difference: z.number() }),
  covered: Covered,
  percent: Covered.describe('covered / total · 100, each side of its own total; difference in points'),
  indicators: z.array(
    z.object({
      indicator: z.string(),
      a: z.number().nullable(),
      b: z.number().nullable(),
      difference: z.number().nullable(),
    }),
  ),
  ages: z.array(z.object({ band: z.enum(AGE_BANDS), ...Covered.shape })),
  zones: z.array(
    z.object({
      index: z.number().int(),
      ...NamePair,
      total: z.number().describe('People of b'),
      ...Covered.shape,
    }),
  ),
  outsideZones: z
    .object({ total: z.number().describe('People of b'), ...Covered.shape })
    .nullable()
    .describe(
      'People in no zone; with the zones they add up to the total. Null without zones, or where the sides ' +
        'have different ones',
    ),
  facilities: z.array(
    z.object({
      id: z.string(),
      ...NamePair,
      state: z.enum(['both', 'only-a', 'only-b']),
      people: Covered.describe('People nearest to it within each cut-off'),
    }),
  ),
  cells: z.object({
    faster: Movement.describe('Who gains: a trip more than a second shorter, or possible at all'),
    slower: Movement.describe('Who loses'),
    same: z.object({ people: z.number(), cells: z.number().int() }),
    gainsCover: ByCutoff.describe('People who were beyond the cut-off and are within, by travel time'),
    losesCover: ByCutoff.describe('People who were within and are beyond, by travel time'),
  }),
  surfaces: z
    .object({ faster: ValueLinks, slower: ValueLinks })
    .describe(
      'Minutes by cell that a trip of b is shorter, and longer; at most 1,440, also where a way is new or gone',
    ),
  contributions: z
    .object({
      changes: z.array(
        z.object({
          change: z.number().int().describe('Place in the list, from 1'),
          type: z.string(),
          alone: z
            .array(z.number())
            .nullable()
            .describe('Covered people it adds when made alone; null: it cannot stand alone'),
          last: z
            .array(z.number())
            .nullable()
            .describe('Covered people lost when it is left out; null: others need it'),
        }),
      ),
      together: ByCutoff,
      interaction: z
        .array(z.number())
        .nullable()
        .describe('together − sum of alone; null when one cannot stand alone'),
    })
    .nullable(),
});
export type CompareAnswer = z.output<typeof CompareAnswer>;
