import { AGE_BANDS } from '../../server/contract/vocabulary.ts';
import { buildAdministration, type Administration } from './county.ts';
import { buildFacilities } from './facilities.ts';
import { CELL, WORLD_CELLS, centre, metersBetween, toLonLat } from './frame.ts';
import { isPublished, placeHamlets } from './hamlets.ts';
import { coverLand } from './land-cover.ts';
import { traceOutlines } from './outlines.ts';
import { rankSettlements, settlePeople, splitByAge, type People } from './people.ts';
import { provenance } from './provenance.ts';
import {
  ageFile,
  areaGeometry,
  clipLine,
  clipRiver,
  createPublisher,
  landLegend,
  outline,
  publishedGrid,
  toCsv,
  type OutFeature,
} from './publish.ts';
import { hashUnit } from './random.ts';
import { drawRoads } from './road-drawing.ts';
import { buildRoads } from './roads.ts';
import { surveyLand, type Land } from './settlements.ts';
import { buildTerrain } from './terrain.ts';
import { buildWaters, type Waters } from './water.ts';

/** Grows the county and writes its folder. The same bytes on every run. */
export function buildSample(folder: string): void {
  const waters = buildWaters(buildTerrain().height);
  const land = surveyLand(waters);
  const administration = buildAdministration(waters, land);
  const hamlets = placeHamlets(waters, land, administration);
  const ranking = rankSettlements(land, administration, hamlets);
  const roads = buildRoads(waters, land, administration, hamlets, ranking);
  const people = settlePeople(waters, land, administration, ranking, roads);
  const bands = splitByAge(people.total, land, administration);
  const cover = coverLand(waters, land, people.total);
  const facilities = buildFacilities(waters, land, administration, people);
  const roadLines = drawRoads(waters, land, administration, roads, people.seatNames, people.townNames);

  const publisher = createPublisher(folder, administration);
  publisher.raster('population.tif', people.total, (n) => new Uint16Array(n));
  AGE_BANDS.forEach((band, b) => publisher.raster(ageFile(band), bands[b]!, (n) => new Uint16Array(n)));
  publisher.raster('landcover.tif', cover, (n) => new Uint8Array(n));
  publisher.raster('dem.tif', Float64Array.from(waters.height, Math.round), (n) => new Int16Array(n), -32768);
  publisher.text('landcover.csv', landLegend());
  publisher.text('facilities.csv', toCsv(facilities.rows));
  publisher.features(
    'roads.geojson',
    roadLines.map(({ properties, coordinates }) => ({
      properties,
      geometry: { type: 'LineString', coordinates },
    })),
  );
  publisher.features('water.geojson', waterFeatures(waters, administration));
  publishZones(publisher.features, administration, people, land);
  publisher.features('places.geojson', placeFeatures(people, administration));
  const grid = publishedGrid(administration);
  publisher.text(
    'region.json',
    `${JSON.stringify(
      {
        id: 'qinghe',
        nameZh: '青禾县',
        nameEn: 'Qinghe County',
        synthetic: true,
        attributions: [
          '示范数据（虚构县域，由 scripts/make-sample.ts 生成）',
          'Synthetic demonstration data: a fictional county made by scripts/make-sample.ts',
        ],
      },
      null,
      2,
    )}\n`,
  );

  let county = 0;
  let countyCells = 0;
  let everyone = 0;
  for (let cell = 0; cell < WORLD_CELLS; cell++) {
    if (!isPublished(administration, cell)) continue;
    everyone += people.total[cell]!;
    if (!administration.inCounty[cell]) continue;
    countyCells++;
    county += people.total[cell]!;
  }
  const at = (cell: number): string => toLonLat(centre(cell)).join(', ');
  const facility = (id: string): { name: string; at: string } => {
    const row = facilities.rows.find((r) => r.id === id)!;
    return { name: `${row.name_zh} ${row.name_en} (${id})`, at: `${row.lon}, ${row.lat}` };
  };
  const [twinA, twinB] = facilities.twins.map(facility);
  const roadless = people.settlements[people.roadlessHamlet]!;
  const { ford, ferry } = roads.planted;
  publisher.text(
    'PROVENANCE.md',
    provenance({
      grid,
      countyPeople: county,
      everyone,
      countyAreaKm2: (countyCells * CELL * CELL) / 1e6,
      reservoirKm2: waters.reservoir.areaKm2,
      facilities: facilities.rows.length,
      roads: roadLines.length,
      ford: `${at(ford.from)} – ${at(ford.to)}`,
      ferry: `${at(ferry.from)} – ${at(ferry.to)}`,
      island: roads.islandSeats
        .map(
          (s) =>
            `${people.seatNames[s]!.zh} ${people.seatNames[s]!.en} (${at(administration.seats[s]!.cell)})`,
        )
        .join('; '),
      roadless: `${roadless.name.zh} ${roadless.name.en} (${at(roadless.cell)}), ${roadless.people} people`,
      twins: `${twinA!.name} at ${twinA!.at}; ${twinB!.name} at ${twinB!.at}`,
      steepBank: `${facility(facilities.onSteepBank).name} at ${facility(facilities.onSteepBank).at}`,
    }),
  );
}

function waterFeatures(waters: Waters, administration: Administration): OutFeature[] {
  const features: OutFeature[] = [];
  for (const river of waters.rivers) {
    const rings = clipRiver(river, administration);
    if (rings.length === 0) continue;
    features.push({
      properties: { natural: 'water', water: 'river', name_zh: river.nameZh, name_en: river.nameEn },
      geometry: areaGeometry(rings),
    });
  }
  features.push({
    properties: { natural: 'water', water: 'reservoir', name_zh: '龙潭水库', name_en: 'Longtan Reservoir' },
    geometry: areaGeometry(waters.reservoir.rings),
  });
  for (const stream of waters.streams)
    for (const part of clipLine(stream, administration))
      features.push({
        properties: { waterway: 'stream' },
        geometry: { type: 'LineString', coordinates: part.map(toLonLat) },
      });
  return features;
}

function publishZones(
  write: (name: string, features: readonly OutFeature[]) => void,
  administration: Administration,
  people: People,
  land: Land,
): void {
  const { seats, zoneOfCell, townOfSeat, towns, countyTowns, inCounty } = administration;
  const labels = Int32Array.from(zoneOfCell, (zone, cell) => (inCounty[cell] ? zone : -1));
  const outlines = traceOutlines(labels, 14);
  const townName = (t: number): { zh: string; en: string } => {
    if (t === 0) return { zh: '城关镇', en: 'Chengguan Town' };
    const name = people.townNames[t]!;
    const high = land.mountain[towns[t]!]! > 0.4;
    return { zh: name.zh + (high ? '乡' : '镇'), en: `${name.en} ${high ? 'Township' : 'Town'}` };
  };
  const inside = seats.map((_, s) => s).filter((s) => countyTowns.includes(townOfSeat[s]!));
  inside.sort((a, b) => townOfSeat[a]! - townOfSeat[b]! || a - b);
  write(
    'zones.geojson',
    inside.map((s, i) => {
      const { kind, cell } = seats[s]!;
      const name = people.seatNames[s]!;
      const town = townName(townOfSeat[s]!);
      const urban = kind === 'community' || kind === 'town';
      const base =
        kind === 'community' ? 37_500 : kind === 'town' ? 29_800 : 23_400 - 11_000 * land.mountain[cell]!;
      const near = kind === 'village' ? 3200 * Math.max(0, 1 - metersBetween(cell, towns[0]!) / 15_000) : 0;
      const income = Math.round(((base + near) * (0.92 + 0.16 * hashUnit(s, 29, 311))) / 10) * 10;
      return {
        properties: {
          id: `QHZ${String(i + 1).padStart(3, '0')}`,
          name_zh: name.zh + (kind === 'community' ? '社区' : kind === 'town' ? '居委会' : '村'),
          name_en: `${name.en} ${kind === 'community' ? 'Community' : kind === 'town' ? 'Neighbourhood' : 'Village'}`,
          township: town.zh,
          township_en: town.en,
          urban_rural: urban ? 'urban' : 'rural',
          income,
        },
        geometry: outline(outlines, (label) => label === s),
      };
    }),
  );
  write(
    'townships.geojson',
    countyTowns.map((t, i) => ({
      properties: {
        id: `QHT${String(i + 1).padStart(2, '0')}`,
        name_zh: townName(t).zh,
        name_en: townName(t).en,
      },
      geometry: outline(outlines, (label) => townOfSeat[label] === t),
    })),
  );
  write('boundary.geojson', [
    {
      properties: { id: 'QH', name_zh: '青禾县', name_en: 'Qinghe County', synthetic: true },
      geometry: outline(outlines, () => true),
    },
  ]);
}

function placeFeatures(people: People, administration: Administration): OutFeature[] {
  return people.settlements
    .filter((s) => isPublished(administration, s.cell) && (s.inCounty || s.rank < 4))
    .map((s) => ({
      properties: {
        name_zh: s.name.zh,
        name_en: s.name.en,
        rank: s.rank,
        population: s.people,
        county: s.inCounty ? '青禾县' : '邻县',
      },
      geometry: { type: 'Point', coordinates: toLonLat(centre(s.cell)) },
    }));
}
