import { joined } from './sentence.ts';
import type { Bilingual } from './sentence.ts';

/** The chapters that let a reader judge and repeat: method, sources, caveats, replay. */
export const REPORT_METHOD_TEXTS = {
  // Method
  methodHybrid: {
    zh: '出行时间由地面与道路联合计算：居民从住处按地表类型和坡度步行至道路，沿道路前往，再步行到达机构；道路只在实际位置上下，不把居民“移到”道路上；河流等障碍只能经桥梁、渡口通过。',
    en: joined(
      'Travel times join land and road: people walk from home over the land at a speed that depends on its ',
      'cover and slope, may use roads where they really meet them, and walk the last stretch. Nobody is ',
      'moved to a road, and rivers are crossed by bridges and ferries only.',
    ),
  },
  methodNetwork: {
    zh: '出行时间沿道路网络计算，居民点与机构接入最近的道路。',
    en: 'Travel times follow the road network; homes and facilities are joined to the nearest road.',
  },
  methodRaster: {
    zh: '出行时间在栅格上逐格累积，道路所在格网采用道路速度。',
    en: 'Travel times accumulate from cell to cell; cells with a road take its speed.',
  },
  'methodStraight-line': {
    zh: '出行时间按直线距离与固定速度折算，不考虑道路与地形，仅供粗略比较。',
    en: joined(
      'Travel times are straight-line distances at a fixed speed; roads and terrain do not count. For ',
      'rough comparison only.',
    ),
  },
  methodNearest: {
    zh: '每个格网的居民归入用时最短的机构；单程时间不超过时限（含端点）即为覆盖。',
    en: joined(
      'The people of a cell belong to the facility they reach soonest; within the cut-off, the limit ',
      'included, they are covered.',
    ),
  },
  methodConserved: {
    zh: '覆盖人口与按成因划分的未覆盖人口之和等于总人口，分区合计（含不属于任何分区者）亦与总人口一致。',
    en: joined(
      'People covered and people not covered by reason add up to all people, in every zone and in total; ',
      'people in no zone are counted and shown.',
    ),
  },
  methodMetric: {
    zh: '距离按投影或大地线长度计算，不以经纬度差代替。地图采用以图幅中纬线为标准纬线的等距圆柱投影，坐标为WGS 84经纬度。',
    en: joined(
      'Distances are projected or geodesic lengths, never differences of degrees. Maps are plate carrée ',
      'true along their middle parallel; coordinates are WGS 84.',
    ),
  },
  methodSiting: {
    zh: '选址采用{model}：{words}计算同时给出理论界限，据以说明方案距最优还有多远。',
    en: joined(
      'Sites are chosen by {model}: {words} The search also proves a bound that says how far from the best ',
      'the plan can be at most.',
    ),
  },
  captionTravel: { zh: '出行参数', en: 'Travel parameters' },
  sheetTravel: { zh: '出行参数', en: 'Travel' },
  travelModel: { zh: '计算模型', en: 'Model' },
  travelMode: { zh: '出行方式', en: 'Mode' },
  travelDirection: { zh: '出行方向', en: 'Direction' },
  travelSeason: { zh: '季节', en: 'Season' },
  travelDry: { zh: '旱季（漫水路段可通行）', en: 'dry (fords are open)' },
  travelWet: { zh: '雨季（漫水路段中断）', en: 'wet (fords are closed)' },
  travelSlope: { zh: '坡度对步行的影响', en: 'Slope and walking' },
  'slope-tobler': { zh: 'Tobler 徒步函数', en: "Tobler's hiking function" },
  'slope-irmischer-clarke': { zh: 'Irmischer–Clarke 函数', en: "Irmischer and Clarke's function" },
  'slope-naismith-langmuir': {
    zh: 'Naismith–Langmuir 法则',
    en: "Naismith's rule with Langmuir's corrections",
  },
  'slope-none': { zh: '不计坡度', en: 'left out' },
  'slope-flat': { zh: '按平地计算', en: 'all ground counts as flat' },
  travelWalkFactor: { zh: '步行速度系数', en: 'Factor on walking speeds' },
  travelNeighbours: { zh: '格网移动方向（个）', en: 'Moves from a cell' },
  travelBoarding: { zh: '取车与停车（秒）', en: 'Boarding (seconds)' },
  travelStraightLine: { zh: '直线速度（公里/小时）', en: 'Crow-fly speed (km/h)' },
  travelLandSpeeds: { zh: '地面步行速度（公里/小时）', en: 'Walking over land (km/h)' },
  travelWalkRoadSpeeds: { zh: '沿路步行速度（公里/小时）', en: 'Walking on roads (km/h)' },
  travelRideSpeeds: { zh: '行车速度（公里/小时）', en: 'Riding on roads (km/h)' },
  travelOffRoadSpeeds: { zh: '离路行车速度（公里/小时）', en: 'Riding off roads (km/h)' },
  travelNote: {
    zh: '速度为平地速度，步行速度已乘系数；“*”为用户给定，其余为默认值；未列出的类别不可通行。',
    en: joined(
      'Speeds on level ground, walking speeds with their factor; "*" given by the user, the others are ',
      'defaults; classes not listed cannot be used.',
    ),
  },
  methodGrid: {
    zh: '分析格网约 {meters} 米，共 {cells} 格。',
    en: 'The analysis grid has {cells} cells of about {meters} m.',
  },

  // Sources
  sourcesIntro: {
    zh: '下表列出所用数据文件。文件校验值（SHA-256）可用于核对数据是否一致，完整值见电子表格与清单（JSON）。',
    en: joined(
      'The files used. Their SHA-256 checksums tell whether two analyses had the same data; the ',
      'spreadsheet and the JSON manifest have them in full.',
    ),
  },
  captionSources: { zh: '数据文件', en: 'Data files' },
  sheetSources: { zh: '数据来源', en: 'Sources' },
  columnLayer: { zh: '图层', en: 'Layer' },
  columnFile: { zh: '文件', en: 'File' },
  columnRole: { zh: '使用情况', en: 'Role' },
  columnFormat: { zh: '格式', en: 'Format' },
  columnFacts: { zh: '说明', en: 'Facts' },
  columnSha: { zh: '校验值', en: 'SHA-256' },
  layerLegend: { zh: '图例', en: 'legend' },
  factFeatures: { zh: '{value} 个要素', en: '{value} features' },
  factRows: { zh: '{value} 行', en: '{value} rows' },
  factColumns: { zh: '{value} 列', en: '{value} columns' },
  factFacilities: { zh: '{value} 个机构', en: '{value} facilities' },
  factClasses: { zh: '{value} 类', en: '{value} classes' },
  factCells: { zh: '{value} 个有值格网', en: '{value} cells with a value' },
  factPeople: { zh: '{value} 人', en: '{value} people' },
  factKilometres: { zh: '{value} 公里', en: '{value} km' },
  factFerryKilometres: { zh: '渡轮航线 {value} 公里', en: '{value} km of ferry line' },
  factJunctions: { zh: '{value} 个路口', en: '{value} junctions' },
  factEdges: { zh: '{value} 个路段', en: '{value} road pieces' },
  'role-used': { zh: '采用', en: 'used' },
  'role-alternative': { zh: '备选', en: 'alternative' },
  'role-unused': { zh: '未采用', en: 'unused' },
  sourcesLicences: { zh: '许可与署名', en: 'Licences and attribution' },
  sourcesNone: { zh: '数据未附来源说明。', en: 'The data came without a statement of their source.' },

  // Caveats
  caveatModelled: {
    zh: '本报告的时间与覆盖率为模型计算结果，并非实地测量；实施前应结合现场踏勘、土地与建设条件及群众意见复核。',
    en: joined(
      'Times and coverage are modelled, not measured. Check sites on the ground, with land and building ',
      'conditions and with the people concerned, before deciding.',
    ),
  },
  caveatNearest: {
    zh: '模型假定居民前往用时最短的机构，实际就医选择还受服务能力、费用、习惯等因素影响。',
    en: 'People are assumed to go to the facility they reach soonest; in life, quality, cost and habit matter too.',
  },
  caveatPopulation: {
    zh: '人口格网为估计值，小范围内误差可能较大。',
    en: 'Population grids are estimates; over small areas they can be well off.',
  },
  caveatSeason: {
    zh: '本报告按{season}计算，其他季节道路通行条件不同，结果会有差异。',
    en: 'The times are those of the {season}; in the other season roads and fords differ, and so do the results.',
  },
  caveatCapacity: {
    zh: '未考虑机构服务能力，覆盖不等于有足够的医务人员与床位。',
    en: 'Capacity was ignored: covered does not mean that there are enough staff and beds.',
  },
  caveatUnworded: {
    zh: '计算结果另附一条没有文字说明的备注（代号 {code}），内容见清单（JSON）。',
    en: 'The run carries a further remark without wording (code {code}); the JSON manifest has it.',
  },
  caveatEdge: {
    zh: '边缘效应：数据只到区域数据范围为止，范围以外的机构与道路未计入，边界附近居民的实际时间可能更短。',
    en: joined(
      'Edge effect: the data end with the region. Facilities and roads beyond them are not counted, so ',
      'people near the edge may in truth need less time.',
    ),
  },
  caveatOfRun: { zh: '计算{run}：', en: 'Run {run}: ' },
  caveatNotPrinted: {
    zh: '以下结果不在本模板的章节中，未列入正文：计算{runs}。请选择其他模板，或单独为其生成报告。',
    en: 'This template has no chapter for run {runs}; choose another template or make a report of it alone.',
  },
  caveatNotes: { zh: '计算过程的说明', en: 'Remarks of the program' },
  caveatFindings: { zh: '数据核查发现', en: 'What the data check found' },

  // Replay
  replayIntro: {
    zh: '下列编号与校验值标识本报告所依据的全部计算。以相同数据、相同参数和相同版本重新计算，将得到逐位一致的结果。',
    en: joined(
      'The ids and hashes below name every run behind this report. The same data, parameters and version ',
      'give the same result bit for bit.',
    ),
  },
  captionRuns: { zh: '计算记录', en: 'Runs' },
  sheetRuns: { zh: '计算记录', en: 'Runs' },
  columnRun: { zh: '计算编号', en: 'Run' },
  columnProcess: { zh: '分析', en: 'Process' },
  columnFinished: { zh: '完成时间', en: 'Finished' },
  columnHashes: { zh: '输入/结果校验值', en: 'Hash of inputs / result' },
  replayRegion: {
    zh: '区域数据校验值：{hash}；程序版本：{version}；报告编号：{report}。',
    en: "Hash of the region's data: {hash}; engine version: {version}; report hash: {report}.",
  },
  replayCommand: {
    zh: joined(
      '已保存的计算可用 GET /api/runs/计算编号 取回参数与结果，用 POST /api/runs/计算编号/replay 重新计算并比对校验值。也可把下列参数存为所示文件，再运行其后的命令；',
      '过长的参数见清单（JSON）。',
    ),
    en: joined(
      'GET /api/runs/RUN gives inputs and answer of a stored run; POST /api/runs/RUN/replay computes it ',
      'again and compares the hashes. Or save the inputs below under the name shown and run the command ',
      'that follows; inputs too long to print are in the JSON manifest.',
    ),
  },
} as const satisfies Record<string, Bilingual>;
