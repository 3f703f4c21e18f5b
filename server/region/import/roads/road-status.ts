type Tags = Readonly<Record<string, string | undefined>>;

/**
 * What registers record of the state of a road. `absent`: not there, or closed to all; `impassable`: no
 * vehicle gets through.
 */
export interface RoadStatus {
  readonly state: 'absent' | 'impassable';
  /** Column and word, for the report. */
  readonly word: string;
}

const STATUS_COLUMN =
  /^(road_?|current_?|open_?|operational_?|op_?|cur_?)?(status|state|stat|etat|statut|estado|situacao|situacion|estatus|condition|cond|road_?cond|surface_?condition|passability)$|^(道路|使用|通行|建设)?(状态|状况|现状)$/;
const ASKS_PASSABLE =
  /^(is_?)?(passable|motorable|trafficable|practicable|praticable|carrossable|transitable|transitavel|open|opened|in_?use|operational)$|^(是否)?(可)?(通行|通车|开通)$/;
/** Columns of OSM's lifecycle, and their like in registers: yes is what they are called. */
const IS_ABSENT =
  /^(is_?)?(planned|proposed|construction|under_?construction|abandoned|disused|closed|razed|demolished)$/;

const ABSENT =
  /^(planned|proposed|projected|future|design(ed)?$|under_?construction|in_?construction|construction|being_?built|unbuilt|not_?(yet_?)?(built|open|constructed)|closed|permanently_?closed|temporarily_?closed|abandoned|disused|decommissioned|demolished|razed|destroyed|removed|non_?existent|not_?in_?use|projet|en_?(projet|construction|construccion)|prevu|planifi|abandonne|ferme|proyect|planead|planejad|cerrad|fechad|abandonad|em_?(construcao|projeto))|^(规划|拟建|计划|在建|未建|未通车|建设中|施工|关闭|封闭|废弃|停用)/;
const IMPASSABLE =
  /^(impassable|not_?(passable|motorable)|un(passable|motorable|trafficable)|non_?(motorable|passable|praticable|carrossable)|impraticable|intransitable|intransitavel|impassavel|blocked|washed_?(out|away)|cut_?off|flooded$)|^(不可通行|无法通行|不通|中断|阻断)/;
const NO = new Set(['no', 'n', 'f', 'false', '0', 'non', 'nao', '否']);
const YES = new Set(['yes', 'y', 't', 'true', '1', 'oui', 'si', 'sim', '是']);

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_');

const columns = new Map<string, 'status' | 'passable' | 'absent' | null>();

/** What a column is for; headings are few and rows many. */
function kindOf(column: string): 'status' | 'passable' | 'absent' | null {
  let kind = columns.get(column);
  if (kind === undefined) {
    const heading = plain(column);
    kind = STATUS_COLUMN.test(heading)
      ? 'status'
      : ASKS_PASSABLE.test(heading)
        ? 'passable'
        : IS_ABSENT.test(heading)
          ? 'absent'
          : null;
    if (columns.size > 1000) columns.clear();
    columns.set(column, kind);
  }
  return kind;
}

/** The state of a road by the columns of its file; null where none of them closes it. */
export function readRoadStatus(tags: Tags): RoadStatus | null {
  let impassable: RoadStatus | null = null;
  for (const [column, text] of Object.entries(tags)) {
    const kind = text ? kindOf(column) : null;
    if (kind === null) continue;
    const value = plain(text!);
    const word = `${column}=${text!.trim()}`;
    if (kind === 'absent' ? YES.has(value) : ABSENT.test(value)) return { state: 'absent', word };
    if (kind === 'passable' ? NO.has(value) || IMPASSABLE.test(value) : IMPASSABLE.test(value))
      impassable = { state: 'impassable', word };
  }
  return impassable;
}
