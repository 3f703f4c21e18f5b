import type { Administration } from './county.ts';
import { STEP_COLUMN, STEP_ROW, WORLD_CELLS, cellAt, columnOf, metersBetween, rowOf } from './frame.ts';
import { isPublished, type Hamlet } from './hamlets.ts';
import { createNamer } from './names.ts';
import { fractalNoise, hashUnit } from './random.ts';
import { metersToRoad, type Roads } from './roads.ts';
import type { Land } from './settlements.ts';
import type { Waters } from './water.ts';
import type { Ranking, Settlement } from './ranking.ts';

/** Where people live, in whole people. */
export interface People extends Ranking {
  readonly total: Uint16Array;
  /** The planted hamlet that no road comes near, as an index into `settlements`. */
  readonly roadlessHamlet: number;
}

/** People of the county. */
const COUNTY_PEOPLE = 420_000;
/** Share of them living in lone farms. */
const LONE_SHARE = 0.035;
const RING_LARGEST = 46_000;

/** Splits `people` over cells by weight in whole numbers (largest remainder; ties to the lower cell). */
function splitWhole(people: number, cells: readonly number[], weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((w) => (people * w) / sum);
  const given = exact.map(Math.floor);
  let rest = people - given.reduce((a, b) => a + b, 0);
  const order = exact
    .map((value, i) => ({ i, part: Math.round((value - given[i]!) * 1e9) }))
    .sort((a, b) => b.part - a.part || cells[a.i]! - cells[b.i]!);
  for (const { i } of order) {
    if (rest-- <= 0) break;
    given[i]!++;
  }
  return given;
}

/**
 * Picks the spot of the planted hamlet: a gentle mountain cell of the county 2.2 km or more from any road.
 */
function chooseRoadless(
  waters: Waters,
  land: Land,
  administration: Administration,
  far: Float32Array,
): number {
  let best = -1;
  let bestScore = -Infinity;
  for (let cell = 0; cell < WORLD_CELLS; cell++) {
    if (
      !administration.inCounty[cell] ||
      waters.bank[cell] ||
      far[cell]! < 2200 ||
      far[cell]! > 3400 ||
      land.slope[cell]! > 0.3
    )
      continue;
    if (administration.seats[administration.zoneOfCell[cell]!]!.kind !== 'village') continue;
    const score = Math.round(-land.rough[cell]! * 1e5 - land.slope[cell]! * 1e5);
    if (score > bestScore) {
      bestScore = score;
      best = cell;
    }
  }
  if (best < 0) throw new Error('sample: no place for the hamlet without a road');
  return best;
}

/**
 * Names and sizes of all settlements but the planted hamlet: Zipf's law in the county, and for each of the
 * two counties beyond.
 */
export function rankSettlements(
  land: Land,
  administration: Administration,
  hamlets: readonly Hamlet[],
): Ranking {
  const { seats, towns, inCounty } = administration;
  const namer = createNamer(20_260_101);
  const townNames = towns.map((_, t) => (t === 0 ? { zh: '城关', en: 'Chengguan' } : namer.town()));
  const seatNames = seats.map((seat) => {
    if (seat.kind === 'community') return namer.community();
    if (seat.kind === 'town') return townNames[towns.indexOf(seat.cell)]!;
    return namer.village(land.mountain[seat.cell]!);
  });
  const drafts: (Omit<Settlement, 'people'> & { readonly order: number })[] = [
    { cell: towns[0]!, rank: 1, seat: -1, name: { zh: '青禾', en: 'Qinghe' }, inCounty: true, order: 1e9 },
  ];
  const draw = (cell: number): number =>
    hashUnit(cell, 11, 239) +
    0.5 * fractalNoise(columnOf(cell) / 40, rowOf(cell) / 40, 241, 2) -
    0.2 * land.mountain[cell]!;
  seats.forEach((seat, s) => {
    if (seat.kind === 'community' || !isPublished(administration, seat.cell)) return;
    const rank = seat.kind === 'town' ? 2 : 3;
    const order =
      draw(seat.cell) +
      (rank === 2 ? 1000 : 500) -
      Math.min(0.6, metersBetween(seat.cell, towns[0]!) / 60_000);
    drafts.push({
      cell: seat.cell,
      rank,
      seat: s,
      name: seatNames[s]!,
      inCounty: inCounty[seat.cell] === 1,
      order,
    });
  });
  hamlets.forEach(({ cell, seat }) => {
    drafts.push({
      cell,
      rank: 4,
      seat,
      name: namer.hamlet(),
      inCounty: inCounty[cell] === 1,
      order: draw(cell),
    });
  });
  const settlements: Settlement[] = [];
  for (const inside of [true, false]) {
    const ranked = drafts
      .filter((d) => d.inCounty === inside)
      .map((d) => ({ d, key: Math.round(d.order * 1e6) }))
      .sort((a, b) => b.key - a.key || a.d.cell - b.d.cell)
      .map(({ d }) => d);
    let harmonic = 0;
    ranked.forEach((_, i) => (harmonic += 1 / (i + 1)));
    const largest = inside ? (COUNTY_PEOPLE * (1 - LONE_SHARE)) / harmonic : RING_LARGEST;
    ranked.forEach(({ cell, rank, seat, name }, i) => {
      const place = inside ? i + 1 : Math.floor(i / 2) + 1;
      const people = Math.max(8, Math.round((largest / place) * (0.94 + 0.12 * hashUnit(cell, 13, 251))));
      settlements.push({ cell, rank: !inside && i < 2 ? 1 : rank, seat, people, name, inCounty: inside });
    });
  }
  return { settlements, seatNames, townNames };
}

/** Settles the county and the ring: dense cores, ragged edges, lone farms, and the planted hamlet. */
export function settlePeople(
  waters: Waters,
  land: Land,
  administration: Administration,
  ranking: Ranking,
  roads: Roads,
): People {
  const far = metersToRoad(roads.lattice);
  const cell = chooseRoadless(waters, land, administration, far);
  const seat = administration.zoneOfCell[cell]!;
  const planted: Settlement = {
    cell,
    rank: 4,
    seat,
    people: 46,
    name: { zh: '云深坪', en: 'Yunshenping' },
    inCounty: true,
  };
  const settlements = [...ranking.settlements, planted];
  const total = new Uint16Array(WORLD_CELLS);
  for (const settlement of settlements) spread(settlement, total, waters, land, far);
  addLoneFarms(total, waters, land, administration, far);
  return { ...ranking, settlements, total, roadlessHamlet: settlements.length - 1 };
}

/**
 * Lays a settlement's people out: a core whose density grows with size, thinning outwards, drawn to roads,
 * off water and cliffs.
 */
function spread(
  settlement: Settlement,
  total: Uint16Array,
  waters: Waters,
  land: Land,
  far: Float32Array,
): void {
  const { cell: heart, people } = settlement;
  const peak = 26 + 0.72 * Math.sqrt(people);
  const core = Math.max(0.75, Math.sqrt((2 * people) / (Math.PI * peak)));
  const radius = Math.min(42, Math.ceil(core * 2.2) + 1);
  const cells: number[] = [];
  const weights: number[] = [];
  for (let dr = -radius; dr <= radius; dr++)
    for (let dc = -radius; dc <= radius; dc++) {
      const cell = cellAt(columnOf(heart) + dc, rowOf(heart) + dr);
      if (cell < 0 || waters.wet[cell] || waters.bank[cell]) continue;
      const q = (dc * dc + dr * dr) / (core * core);
      const steep = land.slope[cell]! / 0.16;
      const grain = 0.35 + 1.3 * hashUnit(columnOf(cell), rowOf(cell), 257);
      const road = far[cell] === 0 ? 1.7 : far[cell]! < 150 ? 1 : 0.6;
      const weight =
        cell === heart ? 2 : (grain * road) / ((1 + q) * (1 + q) * (1 + q) * (1 + steep * steep));
      if (weight * peak < 4) continue;
      cells.push(cell);
      weights.push(weight);
    }
  splitWhole(people, cells, weights).forEach((given, i) => {
    total[cells[i]!]! += given;
  });
}

/**
 * Farms of two to six people on open land near roads, until the county has its people; the ring at the same
 * density.
 */
function addLoneFarms(
  total: Uint16Array,
  waters: Waters,
  land: Land,
  administration: Administration,
  far: Float32Array,
): void {
  const order: { cell: number; key: number }[] = [];
  for (let cell = 0; cell < WORLD_CELLS; cell++) {
    if (
      !isPublished(administration, cell) ||
      waters.wet[cell] ||
      waters.bank[cell] ||
      total[cell]! > 0 ||
      land.slope[cell]! > 0.35
    )
      continue;
    const draw =
      hashUnit(columnOf(cell), rowOf(cell), 263) +
      far[cell]! / 4000 +
      land.slope[cell]! +
      0.4 * land.mountain[cell]!;
    if (draw < 1.2) order.push({ cell, key: Math.round(draw * 1e6) });
  }
  order.sort((a, b) => a.key - b.key || a.cell - b.cell);
  const room = [0, Math.round(COUNTY_PEOPLE * LONE_SHARE)];
  room[0] = Math.round(room[1]! * 1.6);
  for (const { cell } of order) {
    const side = administration.inCounty[cell]!;
    if (room[side]! <= 0) continue;
    const people = Math.min(room[side]!, 2 + Math.floor(hashUnit(cell, 17, 269) * 5));
    total[cell]! += people;
    room[side]! -= people;
  }
}

/** People aged 0–6, 7–14, 15–59, 60–64, 65+ in percent: county town, plain village, deep mountains. */
const AGE_TOWN = [8.6, 11.8, 64.1, 5.1, 10.4] as const;
const AGE_PLAIN = [6.9, 9.3, 58.6, 6.9, 18.3] as const;
const AGE_MOUNTAIN = [4.4, 6.2, 50.9, 8.6, 29.9] as const;

/**
 * Splits every cell's people into the five age bands, whole, summing to the cell; remainders are carried
 * along within each zone.
 */
export function splitByAge(total: Uint16Array, land: Land, administration: Administration): Uint16Array[] {
  const bands = AGE_TOWN.map(() => new Uint16Array(WORLD_CELLS));
  const carry = administration.seats.map(() => [0, 0, 0, 0, 0]);
  for (let cell = 0; cell < WORLD_CELLS; cell++) {
    const people = total[cell]!;
    if (people === 0) continue;
    let around = 0;
    for (let step = 0; step < 8; step++) {
      const next = cellAt(columnOf(cell) + STEP_COLUMN[step]!, rowOf(cell) + STEP_ROW[step]!);
      if (next >= 0) around += total[next]!;
    }
    const high = Math.min(1, 1.7 * land.mountain[cell]!);
    const urban = Math.min(1, (people + around) / 9 / 90) * (1 - 0.7 * high);
    const debts = carry[administration.zoneOfCell[cell]!]!;
    const want = debts.map((debt, b) => {
      const rural = AGE_PLAIN[b]! + (AGE_MOUNTAIN[b]! - AGE_PLAIN[b]!) * high;
      return (people * (rural + (AGE_TOWN[b]! - rural) * urban)) / 100 + debt;
    });
    const given = want.map((value) => Math.max(0, Math.floor(value)));
    let sum = given.reduce((a, b) => a + b, 0);
    while (sum !== people) {
      let pick = 0;
      const sign = sum < people ? 1 : -1;
      for (let b = 1; b < 5; b++) {
        const gain = Math.round(sign * (want[b]! - given[b]!) * 1e9);
        const best = Math.round(sign * (want[pick]! - given[pick]!) * 1e9);
        if (gain > best && (sign > 0 || given[b]! > 0)) pick = b;
      }
      if (sign < 0 && given[pick] === 0) pick = 2;
      given[pick]! += sign;
      sum += sign;
    }
    given.forEach((value, b) => {
      bands[b]![cell] = value;
      debts[b] = want[b]! - value;
    });
  }
  return bands;
}
