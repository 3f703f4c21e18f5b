import { z } from 'zod';
import { FeatureCollectionOut } from './common.ts';
import { Bounds, FindingOut } from './resources.ts';
import { FACILITY_FIELDS, LAYER_CHOICES, POPULATION_UNITS } from './import-choices.ts';
import { LAND_CLASSES, ROAD_CLASSES, TIERS } from './vocabulary.ts';

/** Id of a region: part of addresses and of collection ids, so no dots. */
const RegionId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'lower-case letters, digits and dashes, at most 64');

/** One file, or one layer of a file that holds several. */
export const ImportFile = z.object({
  path: z.string().describe('Path as sent; the name by which choices refer to the file'),
  name: z.string(),
  format: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  layer: z
    .string()
    .nullable()
    .describe('Layer it would be used for; null where it would not be, with `reason`'),
  reason: z.string().nullable(),
  text: z.string().nullable().describe("Why it would not be used, in the reader's language"),
  crs: z.string().nullable(),
  bounds: Bounds.nullable(),
  facts: z.record(z.string(), z.number()),
  columns: z.array(z.string()),
  suggested: z.record(z.string(), z.string()).describe('Heading by field, as guessed'),
  sample: z.array(z.array(z.string())),
  unit: z.enum(POPULATION_UNITS).nullable().describe('What a population raster counts, as guessed'),
  guesses: z
    .array(
      z.object({
        layer: z.string().describe('A layer, or `other` for what no layer takes'),
        confidence: z.number().min(0).max(1).describe('From 0.5 on a layer is taken'),
        why: z.array(z.string()).describe('What told, in the reader’s language'),
      }),
    )
    .describe('Layers that were weighed by content and name, likeliest first'),
  roadWords: z
    .array(
      z.object({
        word: z.string(),
        count: z.number(),
        roadClass: z
          .enum(ROAD_CLASSES)
          .nullable()
          .describe('What it is taken for; null: its roads are left out'),
      }),
    )
    .describe('Words by which a file of roads names their classes'),
  tierWords: z
    .array(
      z.object({
        word: z.string(),
        count: z.number(),
        tier: z
          .enum(TIERS)
          .nullable()
          .describe(
            'What it is taken for; null: the names of the facilities and of the file decide, else `other`',
          ),
      }),
    )
    .describe('Words by which a file of facilities names tiers or types, at most 100'),
  nameColumns: z
    .array(z.string())
    .describe('Properties that can name the zones of a file; `suggested.name` does'),
});
export type ImportFile = z.output<typeof ImportFile>;

const Correction = z.union([
  z.enum(['drop', 'swap', 'gcj-02', 'bd-09']),
  z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]),
]);

const CrsText = z.string().trim().min(1).max(4000);

/** How the files are to be looked at: what a person stated of them. */
export const ImportInspection = z.strictObject({
  layers: z.record(z.string(), z.enum(LAYER_CHOICES)).default({}),
  crsByFile: z.record(z.string(), CrsText).default({}),
  assumeCrs: CrsText.optional(),
});
export type ImportInspection = z.output<typeof ImportInspection>;

/** What is made of the files; every part has a default. */
export const ImportExecution = z.strictObject({
  name: z.string().trim().min(1).max(200).optional().describe('Both names, where the others are absent'),
  nameZh: z.string().trim().min(1).max(200).optional(),
  nameEn: z.string().trim().min(1).max(200).optional(),
  id: RegionId.optional().describe('Default: made of the name'),
  replace: z.boolean().default(false).describe('Take the place of a region of this id; the old one is kept'),
  exclude: z.array(z.string()).max(2000).optional().describe('Files not to use, by path'),
  layers: z
    .record(z.string(), z.enum(LAYER_CHOICES))
    .optional()
    .describe('What a file is, by path, where that could not be told'),
  boundary: z.string().optional().describe('File that is the boundary, by path'),
  clip: z.boolean().default(false).describe('Cut people, facilities and frame to the boundary'),
  haloMeters: z
    .number()
    .min(0)
    .max(200_000)
    .optional()
    .describe(
      'With clip: what is kept beyond the boundary; 0 cuts at the line. Default: what an hour by car ' +
        'reaches, at least 10 km',
    ),
  cellMeters: z.number().min(10).max(5000).optional(),
  facilityColumns: z
    .partialRecord(z.enum(FACILITY_FIELDS), z.string())
    .optional()
    .describe('Heading by field'),
  facilityCorrections: z
    .record(z.string().regex(/^[1-9]\d{0,8}$/), Correction)
    .optional()
    .describe('By row of the facility file: leave out, turn round, convert, or where it stands'),
  landLegend: z
    .record(z.string().regex(/^\d{1,5}$/), z.enum(LAND_CLASSES))
    .optional()
    .describe('Land class by value of the land cover'),
  roadClasses: z
    .record(z.string(), z.enum(ROAD_CLASSES))
    .optional()
    .describe("Road class by the file's own word"),
  roadSpeeds: z
    .record(z.string(), z.number().min(1).max(200))
    .optional()
    .describe("Speed of motor vehicles in km/h by the file's own word; without it that of the class"),
  populationUnits: z
    .record(z.string(), z.enum(POPULATION_UNITS))
    .optional()
    .describe('What a population raster counts, by path'),
  populationColumn: z.string().optional().describe('Heading of the people of areas'),
  peopleOffLand: z
    .enum(['keep', 'nearest-land'])
    .optional()
    .describe(
      'People in cells of water or without land data: left there (default), or counted at the nearest land within 1 km',
    ),
  tierWords: z
    .record(z.string(), z.enum(TIERS))
    .optional()
    .describe("Tier by the facility files' own words of tier or type, whatever their case and accents"),
  zoneNames: z
    .record(z.string(), z.string())
    .optional()
    .describe('Property that names the zones of a file, by path'),
  assumeCrs: CrsText.optional().describe(
    'CRS of files that name none or one that cannot be read: a code (EPSG:32737), WKT or a proj text',
  ),
  crsByFile: z
    .record(z.string(), CrsText)
    .optional()
    .describe('CRS of single files by path, in place of what they say'),
});
export type ImportExecution = z.output<typeof ImportExecution>;

/** Files that were sent and wait for a decision. */
export const ImportAnswer = z.object({
  import: z.string(),
  created: z.string(),
  expires: z.string(),
  files: z.array(ImportFile),
  usable: z
    .boolean()
    .describe(
      'Whether a region can be made: there are people, or ground to travel on, or it is one region pack',
    ),
  missing: z.array(z.string()).describe('Layers without which analyses are poorer'),
});
export type ImportAnswer = z.output<typeof ImportAnswer>;

/** The data check of a region. */
export const QualityAnswer = z.object({
  region: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  hash: z.string(),
  created: z.string(),
  import: z
    .string()
    .nullable()
    .describe('Where its files still are: execute it again with corrections; null when they are gone'),
  execution: z.record(z.string(), z.unknown()).nullable().describe('The choices it was made with'),
  totals: z.object({
    people: z.number(),
    peopleOnBarrier: z.number(),
    peopleOutsideZones: z.number(),
    facilities: z.number(),
    roadKm: z.number(),
  }),
  counts: z.object({ error: z.number(), warning: z.number(), info: z.number() }),
  layers: z.array(
    z.object({
      layer: z.string(),
      layerName: z.string(),
      file: z.string(),
      role: z.enum(['used', 'alternative', 'unused']),
      format: z.string(),
      crs: z.string(),
      bytes: z.number(),
      sha256: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  findings: z.array(FindingOut.extend({ index: z.number().int(), layerName: z.string() })),
  places: FeatureCollectionOut.describe('Every example with a place, and the areas of findings'),
});
export type QualityAnswer = z.output<typeof QualityAnswer>;

export const RegionRename = z
  .strictObject({
    nameZh: z.string().trim().min(1).max(200).optional(),
    nameEn: z.string().trim().min(1).max(200).optional(),
  })
  .refine((names) => names.nameZh !== undefined || names.nameEn !== undefined, 'give nameZh or nameEn');

/** An earlier version of a region, and what the one in use has that it had not. */
export const RegionVersion = z.object({
  hash: z.string(),
  replaced: z.string(),
  people: z.number(),
  facilities: z.number(),
  roadKm: z.number(),
  files: z.number(),
  filesAdded: z.array(z.string()),
  filesRemoved: z.array(z.string()),
  filesChanged: z.array(z.string()),
  peopleDifference: z.number(),
  facilitiesDifference: z.number(),
  roadKmDifference: z.number(),
  findingsNew: z.array(z.string()),
  findingsGone: z.array(z.string()),
});
export type RegionVersion = z.output<typeof RegionVersion>;
