import { describe, it } from 'vitest';
import { ROAD_CLASSES } from '../../../server/contract/vocabulary.ts';
import { findTier, findTierInWords } from '../../../server/region/import/facilities/facility-tier.ts';
import {
  KEY_ROLES,
  NO_ZONES,
  ROLE_NAMES,
  roleOfValue,
} from '../../../server/region/import/guess/feature-words.ts';
import { canBe } from '../../../server/region/import/guess/guess-features.ts';
import { splitName } from '../../../server/region/import/guess/name-words.ts';
import { findPeoplePart, rankOfPeople, yearOf } from '../../../server/region/import/guess/population-part.ts';
import { findLandClass, isKnownLegend } from '../../../server/region/import/land/land-cover.ts';
import { readAccess, readNodeBarrier } from '../../../server/region/import/roads/road-access.ts';
import {
  bareRoadWord,
  decodeRoadClass,
  isMisspelt,
  matchWord,
  readRoadWord,
} from '../../../server/region/import/roads/road-class-words.ts';
import { readRoadStatus } from '../../../server/region/import/roads/road-status.ts';
import { findRoadClass, parseRoadTags } from '../../../server/region/import/roads/road-tags.ts';
import {
  findDirection,
  isSaid,
  listWords,
  parseDurationMinutes,
  parseMaxSpeed,
  parseSpeed,
} from '../../../server/region/import/roads/road-words.ts';
import { FIELD_WORDS, FILLER } from '../../../server/region/import/tables/column-words.ts';
import { guessColumns } from '../../../server/region/import/tables/facility-columns.ts';
import { crsOfHeading, withoutCrs } from '../../../server/region/import/tables/heading-crs.ts';
import { expectGolden } from '../../support/golden-answers.ts';

const words = (text: string): string[] => text.split('|').map((word) => word.trim());
const table = (list: readonly string[], read: (word: string) => unknown): Record<string, unknown> =>
  Object.fromEntries(list.map((word) => [word, read(word) ?? 'null']));

/** Words of road registers in the languages they come in. */
const ROAD_WORDS = words(
  'CLASS_WORDS|main|main ' +
    'road|highway|national|provincial|county|district|township|local|village|feeder|street|trail|autorout' +
    'e|nationale|route nationale|provinciale|route provinciale|régionale|regionale|route régionale|route ' +
    'regionale|départementale|departementale|route départementale|route departementale|communale|route ' +
    'communale|piste rurale|piste|sentier|rue|autopista|nacional|carretera nacional|estrada ' +
    'nacional|departamental|vecinal|trocha|sendero|calle|federal|rodovia federal|estadual|rodovia ' +
    'estadual|municipal|estrada ' +
    'municipal|rua|高速|高速公路|国道|省道|县道|乡道|村道|专用公路|机耕道|小路|步道|轮渡|primary|Primary_Link|road|pedestrian|bridlewa' +
    'y|crossing|trail|Main roads|provincial route|unclasified|motorwey|secundary|tertiary ' +
    'road|residental|4 track|none|',
);
const FEATURE_VALUES =
  'motorway motorway_link trunk trunk_link primary primary_link secondary secondary_link tertiary tertiary_link unclassified residential living_street pedestrian busway service track track_grade1 track_grade2 track_grade3 track_grade4 track_grade5 bridleway cycleway footway path steps road rail subway tram light_rail narrow_gauge monorail funicular miniature_railway rack river stream canal drain ditch water reservoir riverbank dock lake wetland marsh swamp mangrove bog city town village hamlet suburb national_capital county region island farm dwelling isolated_dwelling locality neighbourhood building forest park residential industrial cemetery allotments meadow commercial nature_reserve recreation_ground retail military quarry orchard vineyard scrub grass heath national_park farmland farmyard beach cliff peak tree spring cave_entrance volcano crossing stop traffic_signals parking fuel turning_circle street_lamp bus_stop bus_station ferry_terminal airport helipad railway_station railway_halt hospital clinic doctors doctor pharmacy health_post health_centre healthcare school kindergarten restaurant cafe bar bank atm hotel supermarket convenience post_office police fire_station library town_hall place_of_worship christian muslim hindu buddhist tower water_tower toilet bench viewpoint memorial kiosk bakery glacier Residential'.split(
    ' ',
  );

describe('words of files and what they mean', () => {
  it('road classes', () => {
    expectGolden('words', 'road classes', {
      words: table(ROAD_WORDS, (word) => readRoadWord(word, undefined)),
      given: table(words('njia|NJIA|njiax|main road'), (word) =>
        readRoadWord(word, { njia: 'track', 'njia kuu': 'primary', 'main road': 'tertiary' }),
      ),
      classes: table(ROAD_WORDS, (word) => ROAD_CLASSES[findRoadClass(word)]),
      bare: table(words('Main road|primary_routes| roads|Route|way_road'), bareRoadWord),
      misspelt: table(words('motorway|motorwey|motor|motorways|primary road'), (word) =>
        String(isMisspelt(word, 'motorway')),
      ),
      coded: table(words('0|1|2|3|4|5|6'), (word) => decodeRoadClass('gp_rtp', word)),
      other: decodeRoadClass('class', '1'),
      matched: table(words('trunks|tracks 1|trunck|primary|abcdef|abcdeg'), (word) =>
        matchWord({ trunks: 1, primary: 1, abcdee: 1, abcdeh: 1 }, word),
      ),
    });
  });

  it('directions, yes and no, speeds and durations', () => {
    const said = words(
      'yes|true|1|y|ft|forward|along|是|-1|reverse|backward|tf|against|no|false|0|n|b|both|alternating|否|f|t' +
        '|reversible|YES |maybe||none|null|nan|na|non|não|nao|viaduct',
    );
    expectGolden('words', 'roads', {
      directions: table(said, findDirection),
      said: table(said, (word) => String(isSaid(word))),
      absent: [isSaid(undefined), findDirection(undefined)],
      lists: table(words("['20', '30']|[20]|20|[ \"a\" ,b]"), listWords),
      speeds: table(
        words(
          '50|50 km/h|50kmph|50 kph|50 k/h|50公里|30 mph|30 mi/h|10 knots|10 kn|10 ' +
            'kt|walk|DE:walk|none|60;40|80,60|40,0|12.5|300|301|zone:30|DE:zone20|RU:urban|5 m|50, 30|-5|0',
        ),
        parseMaxSpeed,
      ),
      single: table(words('50|40,5|30 mph|10 knots|walk|abc|20 km-1'), parseSpeed),
      durations: table(
        words(
          '20|20 min|00:20|1:05:30|1 h 20 min|2h|PT1H20M|P1DT1H|PT45S|PT1.5H|30 mn|1.5 hours|soon||90 mins.|5 h.',
        ),
        parseDurationMinutes,
      ),
    });
  });

  it('access, barriers and the state of a road', () => {
    const values = words(
      'no|private|military|emergency|bus|psv|taxi|hgv|tourist_bus|minibus|share_taxi|restricted|agricultura' +
        'l|forestry|yes|permissive|destination|delivery|customers|bus;taxi|bus;destination| No |',
    );
    const barriers = words(
      'bollard|block|jersey_barrier|log|debris|planter|chain|cycle_barrier|motorcycle_barrier|kissing_gate|' +
        'stile|turnstile|full-height_turnstile|bus_trap|sump_buster|fence|wall|hedge|ditch|rope|gate|lift_gat' +
        'e|toll_booth|cattle_grid|no|entrance|Bollard',
    );
    const keys = words('access|foot|bicycle|vehicle|motor_vehicle|motorcar|bus|psv');
    const states = words(
      'planned|Proposed|under construction|closed|temporarily_closed|abandoned|demolished|not in ' +
        'use|projet|en construcción|Fermé|cerrado|规划|在建|关闭|impassable|not passable|washed ' +
        'out|flooded|intransitable|中断|open|good|yes|no|true|1|是|否|oui|sim|non_existent|blocked|designed|cut ' +
        'off',
    );
    const columns = words(
      'status|road_status|state|condition|surface_condition|état|estado|道路状态|现状|passable|is_passable|motora' +
        'ble|可通行|planned|under_construction|closed|name',
    );
    expectGolden('words', 'access', {
      access: Object.fromEntries(
        keys.map((key) => [key, table(values, (value) => readAccess({ [key]: value }))]),
      ),
      specific: [
        readAccess({ access: 'no', foot: 'yes' }),
        readAccess({ access: 'yes', vehicle: 'no', bicycle: 'yes' }),
        readAccess({ access: 'no', motor_vehicle: 'yes', motorcar: 'no' }),
        readAccess({ bus: 'only' }),
        readAccess({ psv: 'only' }),
        readAccess({ foot: '', access: 'no' }),
      ],
      barriers: table(barriers, (barrier) => [
        readNodeBarrier({ barrier }),
        readNodeBarrier({ barrier, bollard: 'rising' }),
        readNodeBarrier({ barrier, locked: 'yes' }),
        readNodeBarrier({ barrier, locked: 'yes', access: 'yes' }),
        readNodeBarrier({ barrier, motor_vehicle: 'permissive' }),
        readNodeBarrier({ barrier, vehicle: 'destination', motorcar: 'designated' }),
        readNodeBarrier({ barrier, bicycle: 'yes' }),
        readNodeBarrier({ barrier, access: 'no', foot: 'yes' }),
      ]),
      states: Object.fromEntries(
        columns.map((column) => [
          column,
          table(states, (state) => readRoadStatus({ [column]: state })?.state),
        ]),
      ),
      word: readRoadStatus({ name: 'x', condition: ' impassable ', status: '' }),
      both: readRoadStatus({ condition: 'impassable', status: 'planned' }),
    });
  });

  it('tags of a way', () => {
    const ways: Record<string, string>[] = [
      {},
      { oneway: 'yes' },
      { oneway: '-1', maxspeed: '50', 'maxspeed:backward': '30' },
      { oneway: 'reversible' },
      { 'oneway:foot': 'yes' },
      { 'oneway:foot': '-1' },
      { oneway: 'yes', 'oneway:bicycle': 'no' },
      { 'oneway:bicycle': 'no' },
      ...['cycleway', 'cycleway:left', 'cycleway:right', 'cycleway:both'].map((key) => ({
        oneway: 'yes',
        [key]: 'opposite_track',
      })),
      { oneway: 'yes', cycleway: 'lane' },
      { junction: 'roundabout' },
      { junction: 'circular' },
      { junction: 'jughandle' },
      { highway: 'motorway' },
      { highway: 'motorway', foot: 'yes' },
      { highway: 'motorway', bicycle: 'yes' },
      { highway: 'motorway', access: 'no', motor_vehicle: 'yes' },
      { access: 'no', motor_vehicle: 'yes' },
      { access: 'no', motor_vehicle: 'yes', foot: 'no' },
      { access: 'no' },
      { smoothness: 'impassable' },
      { bridge: 'yes', tunnel: 'no', ford: 'no' },
      { tunnel: 'yes' },
      { tunnel: 'culvert' },
      { ford: 'yes' },
      { area: 'yes' },
      { area: 'no' },
      { route: 'ferry' },
      { route: 'ferry', duration: '00:20' },
      { highway: 'ferry', duration: '20' },
      { duration: '00:20' },
      { man_made: 'pier' },
      { highway: 'proposed', man_made: 'pier' },
      { maxspeed: '40' },
      { maxspeed: '40', 'maxspeed:forward': '60' },
      { maxspeed: '40', 'maxspeed:backward': '20' },
      { 'maxspeed:forward': '60', 'maxspeed:backward': '60' },
      { oneway: 'yes', 'maxspeed:backward': '20' },
    ];
    expectGolden(
      'words',
      'tags',
      ways.flatMap((tags) => [
        [
          tags,
          parseRoadTags('highway' in tags || 'man_made' in tags ? tags : { highway: 'tertiary', ...tags }),
        ],
        ...('man_made' in tags ? [[tags, parseRoadTags({ highway: 'track', ...tags })]] : []),
      ]),
    );
  });

  it('features, names of files and columns', () => {
    const shapes = [
      { point: 1, line: 0, area: 0 },
      { point: 0, line: 1, area: 0 },
      { point: 0, line: 0, area: 1 },
      { point: 0, line: 0, area: 0 },
    ];
    expectGolden('words', 'features', {
      values: table(FEATURE_VALUES, (value) => [roleOfValue(value, false), roleOfValue(value, true)]),
      keys: KEY_ROLES,
      names: [...ROLE_NAMES, NO_ZONES].map(({ role, whole, part }) => [role, whole, String(part)]),
      shapes: Object.fromEntries(
        [...new Set([...ROLE_NAMES.map(({ role }) => role), 'population', 'boundary'] as const)].map(
          (role) => [role, shapes.map((shape) => canBe(role as (typeof ROLE_NAMES)[number]['role'], shape))],
        ),
      ),
      split: table(words('popGrid2020_v2.tif|ken_f_15.csv.gz|Water-lines (old)|土地利用2020.shp'), splitName),
      parts: table(
        words(
          'children|child|under|infants|infant|births|pregnancies|youth|elderly|women|woman|female|females|men|' +
            'man|male|males|girls|boys|adolescents|reproductive|enfants|femmes|hommes|niños|mujeres|ken_f_15_2020' +
            '.tif|ken_m_15.tif|pop_100m.tif|2015_m_x|儿童|妇女人口|女性|男性|老年|老人|青年|婴幼儿|孕产妇|general|total ' +
            'children|all|both|overall|tot|people',
        ),
        (name) => [findPeoplePart(name), rankOfPeople(name), yearOf(`${name}_1999_2020`)],
      ),
      years: table(words('pop_2015.tif|pop_12015.tif|pop|pop1999x2005|1850'), yearOf),
    });
    expectGolden('words', 'columns', {
      fields: FIELD_WORDS,
      filler: [...FILLER],
      guessed: Object.fromEntries(
        Object.entries(FIELD_WORDS).map(([field, list]) => [
          field,
          table(list, (word) => Object.keys(guessColumns([word])).join(' ')),
        ]),
      ),
    });
  });

  it('tiers of facilities', () => {
    const names = words(
      'village|Township|county|other|村级|一级以下|乡级|乡镇级|镇级|街道级|一级|县级|区级|市级|省级|二级|三级甲等|药店|大药房|Pharmacy|drug ' +
        'store|dentist|牙科|laboratory|Optician|veterinary|blood ' +
        'bank|村卫生室|卫生所|村医|医务室|诊所|卫生服务站|卫生院|社区卫生服务中心|门诊部|医院|妇幼保健院|医疗中心|疾控|Poste de santé|posts|dispensary|aid ' +
        'post|health post|case de santé|posto de saúde|puesto de salud|posta|CHW|community health ' +
        'worker|hospital|centre hospitalier|hôpital|chirurgie|CHU|CHR|CMC|health centre|centre de ' +
        'santé|centro de ' +
        'salud|clinic|clínica|clinique|polyclinic|médico|maternité|doctors|doctor|centre|bakery| |',
    );
    expectGolden('words', 'tiers', {
      words: table(names, findTierInWords),
      numbers: table(words('0|1|2|3|4|9|1.5|x|'), (tier) =>
        findTier({ tier, tierName: '', type: '', name: '' }),
      ),
      order: [
        findTier({ tier: '', tierName: 'village', type: 'hospital', name: 'clinic' }),
        findTier({ tier: '', tierName: '', type: 'hospital', name: 'clinic' }),
        findTier({ tier: '', tierName: '', type: '', name: 'clinic' }),
        findTier({ tier: 'county', tierName: 'village', type: '', name: '' }),
        findTier({ tier: '2', tierName: '', type: '', name: 'health post' }),
        findTier({ tier: '', tierName: '', type: '', name: '' }),
      ],
    });
  });

  it('land cover', () => {
    const names = words(
      'built|urban|Urbain|settlement|artificial|impervious|bâti|edificado|人造地表|建设用地|城镇|建筑|crop|Cultivated|a' +
        'griculture|culture|cultures|lavoura|耕地|农田|seasonal ' +
        'water|wetland|mangrove|swamp|marsh|flooded|marais|marécage|humedal|pântano|pantano|湿地|沼泽|water|ocean' +
        '|sea|lake|river|eau|agua|água|lago|rivière|río|水体|河流|湖泊|moss|lichen|tundra|苔原|snow|ice|glacier|neige' +
        '|nieve|冰川|雪|tree|forest|woodland|forêt|foret|bosque|floresta|林地|shrub|scrub|bush|rangeland|arbustos|' +
        'matorral|灌丛|grass|herbaceous|pasture|pasto|meadow|prairie|pastagem|savanna|savane|草地|bare|sparse|des' +
        'ert|rock|sand|sol nu|desnudo|solo exposto|裸地|荒漠|low vegetation|lightly vegetated|open ' +
        'vegetation|thin vegetation|vegetation claire|végétation clairsemée|medium vegetation|moderate ' +
        'vegetation|middle vegetation|semi vegetation|dense vegetation|thick vegetation|closed ' +
        'vegetation|high vegetation|végétation dense|vegetation|no ' +
        'data|nodata|clouds|built-up|BARE|built_up_area|x',
    );
    expectGolden('words', 'land', {
      words: table(names, findLandClass),
      legends: [
        [[10, 20, 95]],
        [[10, 20, 96]],
        [[1, 2, 4]],
        [[1, 2, 11]],
        [[111, 126, 0]],
        [[10, 100, 255]],
        [[]],
      ].map(([values]) => isKnownLegend(new Set(values))),
    });
  });

  it('systems of coordinates in headings', () => {
    const headings = words(
      'lon (ARC 1960)|Arc60|arc_1950|NAD27 x|NAD 83|CGCS2000|国家2000|Beijing ' +
        '54|北京54|Xian80|西安1980|Adindan|Minna|ED50|PSAD56|SAD-69|SIRGAS 2000|OSGB36|Pulkovo ' +
        '42|WGS72|ETRS89|GDA94|Hartebeesthoek94|GCJ-02 lon|火星坐标|高德经度|BD09|百度经度|datum|Clarke ' +
        '1880|Tokyo|Indian 1960|EPSG:4326|EPSG:32736 x|EPSG 21037|UTM 36N|UTM zone 37 S|x UTM36S (Arc ' +
        '1960)|NAD27 UTM 15N|ED50 UTM 31N|longitude|lat WGS84|UTM 61N',
    );
    expectGolden('words', 'heading CRS', {
      read: table(headings, (heading) => {
        const found = crsOfHeading(heading);
        return found && [found.name, found.crs?.id ?? null];
      }),
      rest: table(headings, withoutCrs),
    });
  });
});
