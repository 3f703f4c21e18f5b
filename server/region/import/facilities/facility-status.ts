import type { PlaceTable } from '../tables/place-table.ts';
import type { FindingList } from '../../model/findings.ts';
import type { Facility } from '../../model/region.ts';

/** Headings of columns that say whether a facility works, without accents and what is no letter. */
const STATUS =
  /^(facility|hf|current)?(status|operationalstatus|operatingstatus|operationstatus|functionalstatus|functionality|etat|statut|estado|situacao|situacion|estatus)$|^(运营|营业|经营|运行|机构)?状态$/;
const WORKS =
  /^(is)?(functional|functioning|operational|operating|open|active|working|fonctionnel|fonctionnelle|operativo|operativa|funcional|ativo|activo|是否运营|是否营业)$/;
const CLOSED =
  /^(permanently|temporarily)?closed|^(non|not|un)(currently)?(functional|functioning|operational|operating|working|active|inuse|inoperation)|^inactive|^(abandoned|destroyed|defunct|decommissioned|demolished|underconstruction|planned|proposed)|^ferme|^non?fonctionnel|^inacti[fv]|^inativ|^cerrad|^fechad|^clausurad|^desativad|^enconstruc|停业|关闭|停用|撤销|注销|在建|规划|未运营|未营业/;
const NO = /^(no|n|false|0|non|nao|否)$/;

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Reports facilities that a column of the file calls closed, planned or out of work: they count all the
 * same until a person drops them.
 */
export function reportNotWorking(
  table: PlaceTable,
  facilities: readonly Facility[],
  firstRow: number,
  layer: string,
  findings: FindingList,
): void {
  const headings = table.columns.map(plain);
  const byRow = new Map(table.rowNumbers.map((row, index) => [row + firstRow, index]));
  for (const [column, heading] of headings.entries()) {
    const asks = WORKS.test(heading);
    if (!asks && !STATUS.test(heading)) continue;
    const words = new Set<string>();
    const closed = facilities.filter((facility) => {
      const text = table.rows[byRow.get(facility.row ?? -1) ?? -1]?.[column] ?? '';
      const isClosed = CLOSED.test(plain(text)) || (asks && NO.test(plain(text)));
      if (isClosed) words.add(text.trim());
      return isClosed;
    });
    findings.add(
      'facility-not-working',
      'warning',
      layer,
      closed.length,
      { file: table.file, column: table.columns[column]!, words: [...words].slice(0, 5).join(', ') },
      closed.map(({ nameEn, row, lonDegrees, latDegrees }) => ({
        label: nameEn,
        ...(row === undefined ? {} : { row }),
        lonDegrees,
        latDegrees,
      })),
    );
  }
}
