import { z } from 'zod';
import { LonLat } from './common.ts';
import { LAND_CLASSES, ROAD_CLASSES, SEASONS, TIERS, TRAVEL_MODES } from './vocabulary.ts';

const Count = z.number().min(0).max(1e9);
const Services = z.array(z.string().min(1).max(80)).max(100);

/** Staff, beds, services and capacity of a facility; absent fields stay as they are. */
const Equipment = {
  capacity: Count.nullable().optional().describe('People (visits) a year it can serve'),
  beds: Count.nullable().optional(),
  doctors: Count.nullable().optional(),
  generalPractitioners: Count.nullable().optional(),
  nurses: Count.nullable().optional(),
  services: Services.optional().describe('The whole list of services'),
};
const FacilityId = z.string().min(1).max(200);

/** A speed in km/h (0 closes the class), or a percentage of what the speed would be otherwise. */
const SpeedChange = z.union([
  z.strictObject({ kmh: z.number().min(0).max(200) }),
  z.strictObject({ percent: z.number().min(0).max(1000) }),
]);

/** Ring vertices in degrees; the ring is closed when its ends differ. */
const Ring = z.array(LonLat).min(3).max(10_000);

/** One thing that a scenario does to its region. Changes are made in the order of the list. */
export const Change = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('add-facility'),
    id: FacilityId.optional().describe('Default: `new-N`, N the place of the change in the list'),
    point: LonLat,
    tier: z.enum(TIERS),
    nameZh: z.string().max(200).optional(),
    nameEn: z.string().max(200).optional(),
    ...Equipment,
  }),
  z.strictObject({ type: z.literal('move-facility'), facility: FacilityId, point: LonLat }),
  z.strictObject({
    type: z.literal('upgrade-facility'),
    facility: FacilityId,
    tier: z.enum(TIERS),
    ...Equipment,
  }),
  z.strictObject({ type: z.literal('close-facility'), facility: FacilityId }),
  z.strictObject({ type: z.literal('change-facility'), facility: FacilityId, ...Equipment }),
  z.strictObject({
    type: z.literal('add-road'),
    line: z.array(LonLat).min(2).max(5000),
    class: z.enum(ROAD_CLASSES),
    structure: z
      .enum(['road', 'bridge', 'tunnel'])
      .default('road')
      .describe('A bridge or tunnel meets other roads at its ends only; a ferry is the class `ferry`'),
    maxSpeedKmh: z.number().positive().max(200).optional(),
    oneway: z.boolean().default(false),
  }),
  z
    .strictObject({
      type: z.literal('cut-road'),
      source: z.number().optional().describe('`source` of the road in the roads collection: all of it goes'),
      across: z
        .array(LonLat)
        .min(2)
        .max(1000)
        .optional()
        .describe('A line; every road, bridge and ferry that crosses it is cut there'),
    })
    .describe('Exactly one of `source` and `across`'),
  z.strictObject({
    type: z.literal('add-barrier'),
    polygon: Ring,
    roads: z.enum(['cut', 'keep']).default('cut').describe('Whether roads end at the barrier or bridge it'),
  }),
  z.strictObject({
    type: z.literal('set-speeds'),
    season: z.enum(SEASONS).optional().describe('Only trips of this season; absent: all'),
    land: z.partialRecord(z.enum(LAND_CLASSES), SpeedChange).optional(),
    road: z.partialRecord(z.enum(ROAD_CLASSES), SpeedChange).optional(),
    modes: z
      .array(z.enum(TRAVEL_MODES))
      .min(1)
      .default(['motorcycle', 'car'])
      .describe('Modes whose way along roads changes; land speeds are those of walkers'),
  }),
  z.strictObject({
    type: z.literal('scale-population'),
    yearlyPercent: z.number().min(-50).max(50),
    years: z.number().positive().max(100),
    zones: z
      .array(z.string())
      .min(1)
      .max(2000)
      .optional()
      .describe("Names of zones of the region's first zone layer; absent: everywhere"),
    byZone: z
      .record(z.string(), z.number().min(-50).max(50))
      .optional()
      .describe('Yearly per cent of single zones by their names, instead of `yearlyPercent` there'),
  }),
  z
    .strictObject({
      type: z.literal('set-population'),
      people: z
        .record(z.string(), z.number().min(0).max(2e9))
        .refine((people) => Object.keys(people).length > 0, { message: 'at least one zone' })
        .describe("People of each zone of the region's first zone layer, by its name"),
      source: z.string().min(1).max(300).describe('Where the numbers are from; printed with every answer'),
    })
    .describe(
      'Other people than those of the layer: a census or a plan by zone. They live where the layer has people',
    ),
]);
export type Change = z.output<typeof Change>;
export type ChangeInput = z.input<typeof Change>;
export type ChangeType = Change['type'];

export const ChangeList = z.array(Change).max(1000);

const Name = z.string().trim().min(1).max(200);
const ScenarioNote = z.string().max(5000);

/** What POST takes: a new scenario, empty or with changes, or (with `from`) a branch or copy of another. */
export const ScenarioCreate = z.strictObject({
  region: z.string().optional().describe('Needed unless `from` is given'),
  name: Name.optional().describe('Needed unless `from` is given'),
  note: ScenarioNote.optional(),
  from: z
    .string()
    .optional()
    .describe('Scenario whose changes the new one starts with; it becomes the parent'),
  changes: ChangeList.optional(),
});
/** What PUT takes: the whole of what can be changed. */
export const ScenarioPut = z.strictObject({
  name: Name,
  note: ScenarioNote.default(''),
  changes: ChangeList,
});
/** What PATCH takes: any part of it. */
export const ScenarioPatch = z.strictObject({
  name: Name.optional(),
  note: ScenarioNote.optional(),
  locked: z.boolean().optional(),
  changes: ChangeList.optional(),
});

/** A named, versioned list of changes on a region; an empty list is the baseline to the last bit. */
export const Scenario = z.object({
  id: z.string(),
  region: z.string(),
  name: z.string(),
  note: z.string(),
  locked: z.boolean(),
  parent: z.string().nullable().describe('Scenario it was branched from'),
  version: z.number().int(),
  hash: z.string().nullable().describe('Hash of the changes; null: none, the baseline'),
  changes: ChangeList,
  created: z.string(),
  updated: z.string(),
});
export type Scenario = z.output<typeof Scenario>;
