import type { Administration } from './county.ts';
import {
  STEP_COLUMN,
  STEP_ROW,
  WORLD_CELLS,
  cellAt,
  centre,
  columnOf,
  metersBetween,
  rowOf,
  toLonLat,
  type Point,
} from './frame.ts';
import { isPublished } from './hamlets.ts';
import type { People } from './people.ts';
import { hashUnit } from './random.ts';
import type { Land } from './settlements.ts';
import { slopeAt, type Waters } from './water.ts';

/** One row of facilities.csv, in the order of its columns. */
interface FacilityRow {
  readonly id: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly tier: 'village' | 'township' | 'county';
  readonly type: string;
  readonly ownership: 'public' | 'collective' | 'private';
  readonly services: string;
  readonly lon: number;
  readonly lat: number;
  readonly county: string;
  readonly township: string;
  readonly doctors: number;
  readonly gps: number;
  readonly nurses: number;
  readonly beds: number;
  readonly capacity: number;
  readonly visits_2024: number;
  readonly inpatients_2024: number;
  readonly bed_days_2024: number;
  readonly visits_2025: number;
  readonly inpatients_2025: number;
  readonly bed_days_2025: number;
}

/** Facilities and the identifiers of the planted ones. */
export interface Facilities {
  readonly rows: readonly FacilityRow[];
  readonly twins: readonly [string, string];
  readonly onSteepBank: string;
}

interface Draft {
  readonly zh: string;
  readonly en: string;
  readonly tier: FacilityRow['tier'];
  readonly type: string;
  readonly ownership: FacilityRow['ownership'];
  readonly services: string;
  readonly at: Point;
  readonly cell: number;
  readonly doctors: number;
  readonly gps: number;
  readonly nurses: number;
  readonly beds: number;
  readonly visits: number;
  /** Bed-days a stay. */
  readonly stay: number;
  /** Share of bed-days used. */
  readonly occupancy: number;
}

const HOSPITAL = 'outpatient;emergency;inpatient;surgery;maternity;imaging;laboratory;pharmacy';
const CENTRE = 'outpatient;inpatient;vaccination;maternity;public-health;laboratory;pharmacy;tcm';
const COMMUNITY = 'outpatient;vaccination;public-health;family-doctor;laboratory;pharmacy;tcm;rehabilitation';
const POST = 'outpatient;public-health;pharmacy';

/** Whole number near `mean`, up to `share` away, fixed by the place. */
const about = (mean: number, share: number, cell: number, salt: number): number =>
  Math.round(mean * (1 - share + 2 * share * hashUnit(cell, salt, 293)));

/**
 * Places every facility of the county and the ring: hospitals in the county town, one centre a township,
 * posts where it was easy.
 */
export function buildFacilities(
  waters: Waters,
  land: Land,
  administration: Administration,
  people: People,
): Facilities {
  const { seats, towns, inCounty, townOfSeat, zoneOfCell, countyTowns } = administration;
  const drafts: Draft[] = [];
  const dryNear = (cell: number): number => {
    for (let reach = 0; reach < 8; reach++)
      for (let dr = -reach; dr <= reach; dr++)
        for (let dc = -reach; dc <= reach; dc++) {
          const near = cellAt(columnOf(cell) + dc, rowOf(cell) + dr);
          if (near >= 0 && !waters.wet[near] && !waters.bank[near] && land.slope[near]! < 0.35) return near;
        }
    return cell;
  };
  const spot = (cell: number, salt: number): Point => {
    const p = centre(cell);
    return {
      x: p.x - 40 + Math.floor(80 * hashUnit(cell, salt, 283)),
      y: p.y - 40 + Math.floor(80 * hashUnit(cell, salt, 307)),
    };
  };
  const zonePeople = new Int32Array(seats.length);
  const townPeople = new Int32Array(towns.length);
  const zoneHeight = new Float64Array(seats.length);
  const zoneCells = new Int32Array(seats.length);
  for (let cell = 0; cell < WORLD_CELLS; cell++) {
    zonePeople[zoneOfCell[cell]!]! += people.total[cell]!;
    zoneHeight[zoneOfCell[cell]!]! += land.mountain[cell]!;
    zoneCells[zoneOfCell[cell]!]!++;
    townPeople[townOfSeat[zoneOfCell[cell]!]!]! += people.total[cell]!;
  }

  const home = towns[0]!;
  const hospital = (
    zh: string,
    en: string,
    type: string,
    cell: number,
    beds: number,
    doctors: number,
    nurses: number,
    visits: number,
    services: string,
    stay: number,
    occupancy: number,
    ownership: FacilityRow['ownership'] = 'public',
  ): void => {
    const dry = dryNear(cell);
    drafts.push({
      zh,
      en,
      tier: 'county',
      type,
      ownership,
      services,
      at: spot(dry, 1),
      cell: dry,
      doctors,
      gps: Math.round(doctors * 0.04),
      nurses,
      beds,
      visits,
      stay,
      occupancy,
    });
  };
  const offset = (dc: number, dr: number): number => cellAt(columnOf(home) + dc, rowOf(home) + dr);
  hospital(
    '青禾县人民医院',
    "Qinghe County People's Hospital",
    '综合医院',
    offset(-4, -5),
    720,
    262,
    338,
    412_300,
    `${HOSPITAL};intensive-care;dialysis`,
    8.1,
    0.87,
  );
  hospital(
    '青禾县中医医院',
    'Qinghe County Hospital of Traditional Chinese Medicine',
    '中医医院',
    offset(5, -3),
    360,
    138,
    164,
    186_400,
    `${HOSPITAL};tcm;rehabilitation`,
    8.7,
    0.83,
  );
  hospital(
    '青禾县第二人民医院',
    "Qinghe County Second People's Hospital",
    '综合医院',
    offset(7, 6),
    240,
    96,
    121,
    118_700,
    HOSPITAL,
    8.4,
    0.79,
  );
  hospital(
    '青禾县妇幼保健院',
    'Qinghe County Maternal and Child Health Hospital',
    '妇幼保健院',
    offset(-1, 4),
    110,
    58,
    74,
    96_500,
    'outpatient;inpatient;maternity;surgery;vaccination;laboratory;imaging',
    4.9,
    0.68,
  );
  const neighbours = people.settlements.filter((s) => s.rank === 1 && !s.inCounty);
  neighbours.forEach((s) => {
    hospital(
      `${s.name.zh}县人民医院`,
      `${s.name.en} County People's Hospital`,
      '综合医院',
      s.cell,
      560,
      205,
      262,
      322_000,
      HOSPITAL,
      8.2,
      0.85,
    );
  });

  // Community centres: three of the county town's communities.
  const communities = seats.map((seat, s) => ({ ...seat, s })).filter((seat) => seat.kind === 'community');
  communities
    .filter((_, i) => i % Math.ceil(communities.length / 3) === 1)
    .forEach(({ cell, s }) => {
      const name = people.seatNames[s]!;
      drafts.push({
        zh: `${name.zh}社区卫生服务中心`,
        en: `${name.en} Community Health Centre`,
        tier: 'township',
        type: '社区卫生服务中心',
        ownership: 'public',
        services: COMMUNITY,
        at: spot(cell, 2),
        cell,
        doctors: about(14, 0.2, cell, 3),
        gps: about(7, 0.2, cell, 4),
        nurses: about(17, 0.2, cell, 5),
        beds: about(20, 0.3, cell, 6),
        visits: about(61_000, 0.2, cell, 7),
        stay: 7.5,
        occupancy: 0.46,
      });
    });

  // One centre a township, staffed by history rather than by need.
  towns.forEach((cell, t) => {
    if (t === 0 || !isPublished(administration, cell)) return;
    const name = people.townNames[t]!;
    const served = Math.max(6000, townPeople[t]!);
    const highland = land.mountain[cell]! > 0.4;
    const word = highland ? '乡' : '镇';
    const beds = Math.min(99, Math.max(12, about(served / 720, 0.35, cell, 8)));
    drafts.push({
      zh: `${name.zh}${word}卫生院`,
      en: `${name.en} Township Health Centre`,
      tier: 'township',
      type: '乡镇卫生院',
      ownership: 'public',
      services: CENTRE,
      at: spot(cell, 9),
      cell,
      doctors: Math.max(4, about(served / 1250, 0.3, cell, 10)),
      gps: Math.max(1, about(served / 7800, 0.5, cell, 11)),
      nurses: Math.max(3, about(served / 1350, 0.35, cell, 12)),
      beds,
      visits: about(served * (highland ? 1.1 : 1.7), 0.2, cell, 13),
      stay: 6.8,
      occupancy: highland ? 0.36 : 0.58,
    });
  });

  // Village posts: nearly everywhere near the town, often two; seldom in the mountains.
  const post = (
    zh: string,
    en: string,
    cell: number,
    at: Point,
    served: number,
    ownership: FacilityRow['ownership'],
    type = '村卫生室',
  ): void => {
    const doctors = served > 2600 ? 2 : 1;
    drafts.push({
      zh,
      en,
      tier: 'village',
      type,
      ownership,
      services: ownership === 'private' ? 'outpatient;pharmacy' : POST,
      at,
      cell,
      doctors,
      gps: hashUnit(cell, 14, 293) < 0.12 ? 1 : 0,
      nurses: hashUnit(cell, 15, 293) < 0.3 ? 1 : 0,
      beds: 0,
      visits: Math.max(420, about(Math.min(served, 4200) * 2.1, 0.25, cell, 16)),
      stay: 0,
      occupancy: 0,
    });
  };
  seats.forEach((seat, s) => {
    if (seat.kind !== 'village' || !isPublished(administration, seat.cell)) return;
    const name = people.seatNames[s]!;
    const near = metersBetween(seat.cell, home);
    const high = zoneHeight[s]! / Math.max(1, zoneCells[s]!);
    const byTown = towns.some((town) => metersBetween(town, seat.cell) < 1500);
    const chance = near < 8000 ? 0.97 : byTown ? 0.4 : Math.max(0.04, 0.86 - 1.6 * high);
    if (hashUnit(s, 18, 293) > chance) return;
    post(
      `${name.zh}村卫生室`,
      `${name.en} Village Clinic`,
      seat.cell,
      spot(seat.cell, 19),
      zonePeople[s]!,
      hashUnit(s, 20, 293) < 0.7 ? 'collective' : 'private',
    );
    if (near < 8000 && hashUnit(s, 21, 293) < 0.42) {
      const second = people.settlements.find(
        (other) => other.seat === s && other.rank === 4 && !waters.bank[other.cell],
      );
      if (second)
        post(
          `${second.name.zh}诊所`,
          `${second.name.en} Private Clinic`,
          second.cell,
          spot(second.cell, 22),
          second.people * 4,
          'private',
          '诊所',
        );
    }
  });

  // Planted: two facilities almost on top of each other in one town.
  const twinTown = countyTowns
    .filter((t) => t > 0)
    .sort((a, b) => land.mountain[towns[a]!]! - land.mountain[towns[b]!]! || a - b)[0]!;
  const centreDraft = drafts.findIndex((d) => d.cell === towns[twinTown] && d.type === '乡镇卫生院');
  const twinName = people.townNames[twinTown]!;
  const twinAt = drafts[centreDraft]!.at;
  post(
    `${twinName.zh}集镇诊所`,
    `${twinName.en} Market Clinic`,
    towns[twinTown]!,
    { x: twinAt.x + 18, y: twinAt.y - 11 },
    2400,
    'private',
    '诊所',
  );
  const twinDraft = drafts.length - 1;

  // Planted: one on a steep bank beside the river.
  const steep = findSteepBank(waters, administration);
  const hostName = people.seatNames[zoneOfCell[steep]!]!;
  post(
    `${hostName.zh}临江卫生室`,
    `${hostName.en} Riverside Clinic`,
    steep,
    centre(steep),
    900,
    'collective',
  );
  const steepDraft = drafts.length - 1;

  const rows = drafts.map((d, i): FacilityRow => {
    const [lon, lat] = toLonLat(d.at);
    const inside = inCounty[d.cell] === 1;
    const bedDays = Math.round(d.beds * 365 * d.occupancy);
    const inpatients = d.stay > 0 ? Math.round(bedDays / d.stay) : 0;
    const growth = 0.97 + 0.09 * hashUnit(d.cell, 23, 293) - (d.tier === 'village' ? 0.035 : 0);
    const town = townOfSeat[zoneOfCell[d.cell]!]!;
    const townName = people.townNames[town]!;
    const load =
      d.tier === 'village' ? 1.15 + 0.5 * hashUnit(d.cell, 24, 293) : 1.05 + 0.35 * hashUnit(d.cell, 25, 293);
    return {
      id: `${inside ? 'QH' : 'RG'}${String(i + 1).padStart(4, '0')}`,
      name_zh: d.zh,
      name_en: d.en,
      tier: d.tier,
      type: d.type,
      ownership: d.ownership,
      services: d.services,
      lon,
      lat,
      county: inside ? '青禾县' : '邻县',
      township: town === 0 ? '城关镇' : townName.zh + (land.mountain[towns[town]!]! > 0.4 ? '乡' : '镇'),
      doctors: d.doctors,
      gps: d.gps,
      nurses: d.nurses,
      beds: d.beds,
      capacity: Math.round((d.visits * load) / 100) * 100,
      visits_2024: d.visits,
      inpatients_2024: inpatients,
      bed_days_2024: bedDays,
      visits_2025: Math.round(d.visits * growth),
      inpatients_2025: Math.round(inpatients * (growth + 0.015)),
      bed_days_2025: Math.round(bedDays * (growth - 0.005)),
    };
  });
  return { rows, twins: [rows[centreDraft]!.id, rows[twinDraft]!.id], onSteepBank: rows[steepDraft]!.id };
}

/** The steepest dry cell of the county that touches a river cell but no bank line. */
function findSteepBank(waters: Waters, administration: Administration): number {
  let best = -1;
  let steepest = 0;
  for (let cell = 0; cell < WORLD_CELLS; cell++) {
    if (!administration.inCounty[cell] || waters.wet[cell] || waters.bank[cell]) continue;
    let besideRiver = false;
    for (let step = 0; step < 8; step++)
      besideRiver ||=
        waters.wet[cellAt(columnOf(cell) + STEP_COLUMN[step]!, rowOf(cell) + STEP_ROW[step]!)] === 1;
    if (!besideRiver) continue;
    const slope = Math.round(slopeAt(waters.height, cell) * 1000);
    if (slope > steepest) {
      steepest = slope;
      best = cell;
    }
  }
  if (best < 0 || steepest < 400)
    throw new Error(`sample: no steep bank, the steepest is ${steepest / 10} %`);
  return best;
}
