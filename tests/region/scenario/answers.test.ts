import { it } from 'vitest';
import { ProblemException } from '../../../server/contract/problems.ts';
import { ChangeList, type ChangeInput } from '../../../server/contract/scenario.ts';
import { Travel } from '../../../server/contract/travel.ts';
import { applySpeedChanges } from '../../../server/region/scenario/apply-scenario-speeds.ts';
import { applyScenario } from '../../../server/region/scenario/apply-scenario.ts';
import { expectGolden } from '../../support/golden-answers.ts';
import { buildPlanningCity } from '../../support/planning-city.ts';
import { at } from '../../support/scenario-city.ts';

const region = buildPlanningCity();

/** The world, or its faults: what changed of the region only. */
function worldOf(list: readonly ChangeInput[]): unknown {
  try {
    const changes = ChangeList.parse(list);
    const { region: world, notes } = applyScenario(region, changes);
    const changed = Object.entries(world).filter(
      ([key, value]) => value !== region[key as keyof typeof region],
    );
    return { notes, changed: Object.fromEntries(changed) };
  } catch (error) {
    if (!(error instanceof ProblemException)) throw error;
    return { refused: error.code, places: error.places };
  }
}
const square = (x: number, y: number, side: number): [number, number][] => [
  at(x, y),
  at(x + side, y),
  at(x + side, y + side),
  at(x, y + side),
];

it.each<[string, ChangeInput[]]>([
  ['nothing', []],
  [
    'facilities',
    [
      { type: 'add-facility', point: at(3000, 500), tier: 'village' },
      {
        type: 'add-facility',
        id: 'own',
        point: at(3100, 500),
        tier: 'county',
        nameEn: 'Own',
        capacity: 5,
        beds: 0,
        doctors: null,
      },
      { type: 'move-facility', facility: 'v1', point: at(400, 400) },
      { type: 'upgrade-facility', facility: 'v2', tier: 'township', doctors: 9, services: ['z'] },
      { type: 'close-facility', facility: 'v3' },
      { type: 'change-facility', facility: 't1', nurses: 7, beds: 8, generalPractitioners: 2 },
    ],
  ],
  [
    'facilities that are not there',
    [
      { type: 'move-facility', facility: 'x', point: at(400, 400) },
      { type: 'close-facility', facility: 'v3' },
      { type: 'change-facility', facility: 'v3', beds: 2 },
      { type: 'add-facility', id: 'v1', point: at(1, 1), tier: 'village' },
      { type: 'add-facility', point: at(-900, 1), tier: 'village' },
    ],
  ],
  ['on water', [{ type: 'add-facility', point: at(2050, 700), tier: 'village' }]],
  [
    'a road across others',
    [
      {
        type: 'add-road',
        line: [at(300, 200), at(1500, 1900)],
        class: 'tertiary',
        maxSpeedKmh: 35,
        oneway: true,
      },
    ],
  ],
  [
    'a bridge',
    [{ type: 'add-road', line: [at(1800, 1800), at(2300, 1800)], class: 'primary', structure: 'bridge' }],
  ],
  ['a road through water', [{ type: 'add-road', line: [at(1800, 1800), at(2300, 1800)], class: 'primary' }]],
  [
    'a tunnel and a ferry',
    [
      { type: 'add-road', line: [at(100, 100), at(900, 100)], class: 'track', structure: 'tunnel' },
      { type: 'add-road', line: [at(1950, 100), at(2150, 100)], class: 'ferry' },
    ],
  ],
  ['a road of no length', [{ type: 'add-road', line: [at(100, 100), at(100, 100)], class: 'track' }]],
  ['a road beyond the frame', [{ type: 'add-road', line: [at(3900, 1200), at(9000, 1200)], class: 'track' }]],
  ['a road cut by its source', [{ type: 'cut-road', source: 3 }]],
  ['a source that is none', [{ type: 'cut-road', source: 77 }]],
  ['roads cut by a line', [{ type: 'cut-road', across: [at(1000, 100), at(1000, 2300)] }]],
  ['a line that cuts nothing', [{ type: 'cut-road', across: [at(3000, 2300), at(3100, 2300)] }]],
  ['a barrier that cuts', [{ type: 'add-barrier', polygon: square(1200, 1000, 600) }]],
  ['a barrier that is bridged', [{ type: 'add-barrier', polygon: square(1200, 1000, 600), roads: 'keep' }]],
  ['a barrier beyond the frame', [{ type: 'add-barrier', polygon: square(-900, -900, 300) }]],
  ['growth', [{ type: 'scale-population', yearlyPercent: 2, years: 5 }]],
  [
    'growth by zone',
    [{ type: 'scale-population', yearlyPercent: 1, years: 3, byZone: { 'North West': -5, 东南: 4 } }],
  ],
  [
    'growth of some zones',
    [{ type: 'scale-population', yearlyPercent: 3, years: 2, zones: ['West', 'South West'] }],
  ],
  ['growth of one zone', [{ type: 'scale-population', yearlyPercent: 3, years: 2, zones: ['South West'] }]],
  [
    'people set',
    [{ type: 'set-population', people: { 'North West': 500, 'South East': 0 }, source: 'a census' }],
  ],
  [
    'people set twice',
    [{ type: 'set-population', people: { 'North West': 500, 西北: 400 }, source: 'a census' }],
  ],
  [
    'several in order',
    [
      { type: 'add-road', line: [at(3000, 300), at(3900, 300)], class: 'secondary' },
      { type: 'cut-road', across: [at(3400, 100), at(3400, 500)] },
      { type: 'add-barrier', polygon: square(3500, 200, 200) },
      { type: 'scale-population', yearlyPercent: 1, years: 1 },
    ],
  ],
])('%s', (name, changes) => {
  expectGolden('scenarios', name, worldOf(changes));
});

it('speeds by season, mode and class', () => {
  const changes = ChangeList.parse([
    { type: 'set-speeds', land: { grassland: { kmh: 3 }, forest: { percent: 50 } } },
    { type: 'set-speeds', season: 'wet', road: { track: { percent: 40 }, path: { kmh: 0 } } },
    { type: 'set-speeds', modes: ['walk', 'bicycle'], road: { secondary: { kmh: 4 } } },
  ]);
  const travels = [
    {},
    { season: 'wet' },
    { mode: 'car' },
    { mode: 'car', season: 'wet' },
    { mode: 'bicycle', speeds: { road: { secondary: 20 }, land: { forest: 4 } } },
    { model: 'straight-line' },
  ].map((travel) => Travel.parse(travel));
  expectGolden(
    'scenarios',
    'speeds',
    travels.map((travel) => applySpeedChanges(travel, changes)),
  );
});
