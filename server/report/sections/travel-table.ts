import { marksOf } from '../../contract/languages.ts';
import { formatNumber } from '../../contract/text/format-number.ts';
import type { ReportTextKey } from '../../contract/text/report-texts.ts';
import { LAND_NAMES, MODE_NAMES, MODEL_NAMES, ROAD_NAMES } from '../../contract/text/words.ts';
import {
  DEFAULT_BOARDING_SECONDS,
  DEFAULT_ROAD_KMH,
  DEFAULT_STRAIGHT_LINE_KMH,
  DEFAULT_WALK_LAND_KMH,
  DEFAULT_WALK_ROAD_KMH,
} from '../../contract/default-speeds.ts';
import type { Travel } from '../../contract/travel.ts';
import { LAND_CLASSES, ROAD_CLASSES, SLOPE_FUNCTIONS } from '../../contract/vocabulary.ts';
import type { TableCell } from '../document/blocks.ts';
import { textCell, type DocumentBuilder } from '../document/document-builder.ts';
import { lower, type ChapterRun } from '../report-question.ts';
import type { SectionContext } from './section-context.ts';

/** Every travel parameter a run used, the defaults included, with the speed of every class. */
export function addTravelTable({ builder }: SectionContext, run: ChapterRun): void {
  const { travel } = run.inputs;
  const rows: TableCell[][] = [];
  const add = (key: ReportTextKey, setting: string): void => {
    rows.push([textCell(builder.text(key)), textCell(setting)]);
  };
  const straight = travel.model === 'straight-line';
  const overLand = travel.model === 'hybrid' || travel.model === 'raster';
  add('travelModel', MODEL_NAMES[travel.model][builder.language]);
  add('travelMode', MODE_NAMES[travel.mode][builder.language]);
  add('travelDirection', builder.text(travel.direction === 'to-facility' ? 'directionTo' : 'directionFrom'));
  if (straight) {
    const kmh = travel.speeds?.straightLine ?? DEFAULT_STRAIGHT_LINE_KMH[travel.mode];
    add('travelStraightLine', formatNumber('cutoff', kmh));
  } else {
    add('travelSeason', builder.text(travel.season === 'wet' ? 'travelWet' : 'travelDry'));
    add('travelSlope', describeSlope(builder, run));
    add('travelWalkFactor', formatNumber('ratio', travel.walkFactor ?? 1));
    if (overLand) add('travelNeighbours', formatNumber('count', travel.neighbours ?? 16));
    if (travel.mode !== 'walk')
      add(
        'travelBoarding',
        formatNumber('cutoff', travel.boardingSeconds ?? DEFAULT_BOARDING_SECONDS[travel.mode]),
      );
    if (overLand) add('travelLandSpeeds', listLandSpeeds(builder, travel));
    add('travelWalkRoadSpeeds', listWalkRoadSpeeds(builder, travel));
    if (travel.mode !== 'walk') add('travelRideSpeeds', listRideSpeeds(builder, travel, travel.mode));
    if (travel.speeds?.offRoad)
      add(
        'travelOffRoadSpeeds',
        writeSpeeds(
          builder,
          LAND_CLASSES.map((name) => ({
            name: LAND_NAMES[name][builder.language],
            kmh: travel.speeds?.offRoad?.[name] ?? 0,
            own: true,
          })),
        ),
      );
  }
  builder.table({
    caption: builder.text('captionTravel'),
    sheet: builder.text('sheetTravel'),
    columns: [
      { title: builder.text('columnItem'), kind: 'text' },
      { title: builder.text('columnSetting'), kind: 'text' },
    ],
    rows,
    note: straight ? null : builder.text('travelNote'),
  });
}

/** The function the run states it used: a region without heights counts as flat whatever was asked. */
function describeSlope(builder: DocumentBuilder, run: ChapterRun): string {
  const used = SLOPE_FUNCTIONS.find((name) =>
    run.answer.notes.some((note) => note.code === `assume-slope-${name}`),
  );
  const slope = used ?? run.inputs.travel.slope;
  return builder.text(slope === undefined ? 'slope-flat' : `slope-${slope}`);
}

interface Speed {
  readonly name: string;
  readonly kmh: number;
  /** Given by the user instead of the default. */
  readonly own: boolean;
}

function listLandSpeeds(builder: DocumentBuilder, travel: Travel): string {
  return writeSpeeds(
    builder,
    LAND_CLASSES.map((name) => ({
      name: LAND_NAMES[name][builder.language],
      kmh: (travel.speeds?.land?.[name] ?? DEFAULT_WALK_LAND_KMH[name]) * (travel.walkFactor ?? 1),
      own: travel.speeds?.land?.[name] !== undefined,
    })),
  );
}

/** On foot: the walking factor slows no one on a ferry, and a driver's road speeds are not a walker's. */
function listWalkRoadSpeeds(builder: DocumentBuilder, travel: Travel): string {
  const own = travel.mode === 'walk' ? travel.speeds?.road : undefined;
  return writeSpeeds(
    builder,
    ROAD_CLASSES.map((name) => ({
      name: ROAD_NAMES[name][builder.language],
      kmh: (own?.[name] ?? DEFAULT_WALK_ROAD_KMH[name]) * (name === 'ferry' ? 1 : (travel.walkFactor ?? 1)),
      own: own?.[name] !== undefined,
    })),
  );
}

function listRideSpeeds(
  builder: DocumentBuilder,
  travel: Travel,
  mode: keyof typeof DEFAULT_ROAD_KMH,
): string {
  return writeSpeeds(
    builder,
    ROAD_CLASSES.map((name) => ({
      name: ROAD_NAMES[name][builder.language],
      kmh: travel.speeds?.road?.[name] ?? DEFAULT_ROAD_KMH[mode][name],
      own: travel.speeds?.road?.[name] !== undefined,
    })),
  );
}

/**
 * Classes by speed, the fastest first: `5: built-up land, bare ground; 4*: cropland`. Classes that may not
 * be used are left out.
 */
function writeSpeeds(builder: DocumentBuilder, speeds: readonly Speed[]): string {
  const groups = new Map<string, { kmh: number; names: string[] }>();
  for (const { name, kmh, own } of speeds) {
    if (!(kmh > 0)) continue;
    const key = `${formatNumber('cutoff', kmh)}${own ? '*' : ''}`;
    const group = groups.get(key) ?? { kmh, names: [] };
    group.names.push(lower(name));
    groups.set(key, group);
  }
  const { colon, clause } = marksOf(builder.language);
  return [...groups]
    .sort((a, b) => b[1].kmh - a[1].kmh)
    .map(([key, { names }]) => `${key}${colon}${names.join(builder.text('listSeparator'))}`)
    .join(clause);
}
