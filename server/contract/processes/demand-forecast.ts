import { z } from 'zod';
import { AnswerHead } from '../common.ts';
import { AGE_BANDS } from '../vocabulary.ts';
import { base, NamePair, ZonesInput } from './base.ts';
import { ValueLinks } from './coverage-parts.ts';

export const FORECAST_METHODS = ['growth', 'ageing'] as const;
const Rate = z.number().min(0).max(1000);
const ByBand = z.partialRecord(z.enum(AGE_BANDS), Rate);
const Percent = z.number().min(-20).max(20);
const PerThousand = z.number().min(0).max(1000);
export const FORECAST_POSTS = ['doctors', 'gps', 'nurses', 'beds'] as const;

export const DemandForecastInputs = z.strictObject({
  ...base,
  years: z
    .array(z.number().int().min(1).max(50))
    .min(1)
    .max(20)
    .default([5, 10, 15])
    .describe('Years after those of the population layer'),
  method: z
    .enum(FORECAST_METHODS)
    .default('growth')
    .describe(
      'growth: everybody by `percent` a year; ageing: age bands survive, grow older, move and have ' +
        'children (needs people by age)',
    ),
  percent: Percent.default(0).describe('A year: growth of everybody, or with `ageing` net migration'),
  byZone: z
    .array(z.strictObject({ zone: z.number().int().min(0), percent: Percent }))
    .max(5000)
    .optional()
    .describe('Zones with a `percent` of their own, by index in the zone layer'),
  birthsPer1000Adults: PerThousand.optional().describe(
    'With `ageing`: births a year per 1,000 people of 15–59',
  ),
  deathsPer1000: ByBand.optional().describe('With `ageing`: deaths a year per 1,000 people of each band'),
  visitsPerPerson: z
    .number()
    .positive()
    .max(100)
    .optional()
    .describe('Visits a year that one person makes today, on average'),
  visitsIndex: ByBand.optional().describe('Relative use by age band; scaled to `visitsPerPerson` today'),
  norms: z
    .strictObject({
      visitsPerDoctorDay: z.number().positive().max(1000).optional(),
      workingDays: z.number().positive().max(366).optional(),
      doctorsPer1000: Rate.optional(),
      gpsPer1000: Rate.optional(),
      nursesPer1000: Rate.optional(),
      bedsPer1000: Rate.optional(),
    })
    .optional()
    .describe('What turns people and visits into posts and beds'),
  zones: ZonesInput.optional(),
});

const Posts = z.object({
  doctors: z.number(),
  gps: z.number(),
  nurses: z.number(),
  beds: z.number(),
});
const ByAge = z.array(z.object({ band: z.enum(AGE_BANDS), people: z.number() }));
export const DemandForecastAnswer = AnswerHead.extend({
  method: z.enum(FORECAST_METHODS),
  percent: z.number(),
  today: z.object({
    people: z.number(),
    ages: ByAge.describe('Empty without people by age'),
    visits: z.number(),
    have: z
      .object({
        doctors: z.number().nullable(),
        gps: z.number().nullable(),
        nurses: z.number().nullable(),
        beds: z.number().nullable(),
      })
      .describe('At the chosen facilities; null where no facility states any'),
    need: Posts.extend({ doctorsByVisits: z.number() }),
  }),
  years: z.array(
    z.object({
      years: z.number().int(),
      people: z.number(),
      ages: ByAge,
      share65Percent: z.number().nullable(),
      visits: z.number(),
      visitsBySize: z.number().describe('Part of the change of visits that more people explain'),
      visitsByAgeing: z.number().describe('The rest: other ages; both add up to the change'),
      need: Posts.extend({ doctorsByVisits: z.number().describe('Visits ÷ (visits a day · working days)') }),
    }),
  ),
  zones: z.array(
    z.object({
      index: z.number().int(),
      ...NamePair,
      percent: z.number(),
      people: z.array(z.number()).describe('Today, then each year'),
      visits: z.array(z.number()).describe('Today, then each year'),
    }),
  ),
  outsideZones: z.object({ people: z.array(z.number()), visits: z.array(z.number()) }).nullable(),
  rates: z.object({
    birthsPer1000Adults: z.number().nullable(),
    deathsPer1000: ByBand.nullable(),
    visitsPerPersonByBand: ByBand.describe('Empty without people by age'),
  }),
  norms: z
    .array(
      z.object({
        norm: z.string(),
        value: z.union([z.number(), ByBand]),
        status: z.enum(['confirmed', 'unconfirmed', 'yours']),
        source: z.string(),
      }),
    )
    .describe('Every figure that was assumed, and where it comes from'),
  surface: ValueLinks.describe('People by cell in the last year'),
});
export type DemandForecastAnswer = z.output<typeof DemandForecastAnswer>;
