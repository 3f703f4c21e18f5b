import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readXlsx } from '../../server/geo/xlsx-read.ts';
import { expectGolden } from '../support/golden-answers.ts';
import { buildZip } from '../support/zip-builder.ts';

const scratch = mkdtempSync(join(tmpdir(), 'careshed-layers-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const write = (name: string, content: string | Uint8Array): string => {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
};
const zip = (name: string, files: Readonly<Record<string, string | Uint8Array>>): string =>
  write(
    name,
    buildZip(Object.entries(files).map(([entry, content]) => ({ name: entry, data: Buffer.from(content) }))),
  );

describe('cells of workbooks', () => {
  const book = (name: string, files: Readonly<Record<string, string>>): string =>
    zip(name, {
      'xl/workbook.xml': '<workbook><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
      ...files,
    });
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="0.0"/>' +
    '<numFmt numFmtId="166"/></numFmts><cellStyleXfs><xf numFmtId="14"/><xf numFmtId="14"/></cellStyleXfs>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf/></cellXfs>' +
    '<dxfs><xf numFmtId="14"/></dxfs></styleSheet>';
  const strings =
    '<sst>before<si><t> Name </t>between</si><si><r><rPr>x</rPr><t>Be</t>y</r><r><t>ds</t></r></si><si/>' +
    '<si><t>甲</t><rPh><t>jia</t></rPh><phoneticPr>z</phoneticPr></si><si><rPh><t>yi</t></rPh><t>乙</t></si></sst>';
  const read = async (
    name: string,
    xml: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<unknown> => {
    const path = book(name, { 'xl/worksheets/sheet1.xml': `<worksheet>${xml}</worksheet>`, ...more });
    try {
      return (await readXlsx(path)).map(({ table, ...sheet }) => ({ ...sheet, table }));
    } catch (problem) {
      const { code, message } = problem as { code?: string; message: string };
      return [code, message];
    }
  };
  it('of each type, with what stands around their values left out', async () => {
    const cell = (at: string, type: string, inner: string): string => `<c r="${at}"${type}>${inner}</c>`;
    const rows = [
      [
        cell('A1', ' t="s"', '<v>0</v>'),
        cell('B1', ' t="s"', '<v>1</v>'),
        cell('C1', ' t="inlineStr"', 'x<is>y<t>Day</t>z</is>w'),
        cell('D1', ' t="str"', '<f>A1</f><v> Text </v>'),
        cell('E1', ' t="s"', '<v>3</v>'),
        cell('F1', ' t="s"', '<v>4</v>'),
        cell('G1', ' t="s"', '<v>99</v>'),
      ],
      [
        cell('A2', '', '<v>1.50</v>'),
        cell('B2', ' t="n"', '<v>1e3</v>noise<extLst>5</extLst>'),
        cell('C2', ' s="1"', '<v>45292</v>'),
        cell('D2', ' s="2"', '<v>45292.5</v>'),
        cell('E2', ' s="3"', '<v>45292</v>'),
        cell('F2', ' s="4"', '<v>45292</v>'),
        cell('G2', ' s="5"', '<v>45292</v>'),
      ],
      [
        cell('A3', ' t="b"', '<v>1</v>'),
        cell('B3', ' t="b"', '<v>0</v>'),
        cell('C3', ' t="e"', '<v>#N/A</v>'),
        cell('D3', ' t="d"', '<v>2024-01-02</v>'),
        cell('E3', '', '<v>text</v>'),
        cell('F3', ' t="n" s="1"', '<v> </v>'),
        cell('G3', ' t="s"', '<v>2</v>'),
        cell('AA3', '', '<v>27</v>'),
      ],
    ];
    const xml = `<sheetData>between${rows.map((cells, i) => `<row r="${i + 1}">${cells.join('between')}</row>`).join('')}</sheetData>`;
    const shared = { 'xl/sharedStrings.xml': strings, 'xl/styles.xml': styles };
    expectGolden('xlsx-read', 'cells', await read('cells.xlsx', xml, shared));
    for (const date1904 of ['1', 'true', '0'])
      expectGolden(
        'xlsx-read',
        `days of 1904: ${date1904}`,
        await read(`days-${date1904}.xlsx`, xml, {
          ...shared,
          'xl/workbook.xml': `<workbook><workbookPr date1904="${date1904}"/><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
        }),
      );
  });
  it('merged with those above, and where rows and places are wrong', async () => {
    const value = (at: string, text: string | number): string => `<c r="${at}" t="str"><v>${text}</v></c>`;
    const rows = (...list: string[][]): string =>
      `<sheetData>${list
        .map((cells, i) => `<row r="${i + 1}">${cells.map((at) => value(at, `v${at}`)).join('')}</row>`)
        .join('')}</sheetData>`;
    const body = rows(['A1', 'B1', 'C1'], ['A2', 'B2', 'C2'], ['B3', 'C3'], ['B4'], ['A5', 'C5'], ['C6'], []);
    const merged = (...refs: string[]): string =>
      `${body}<mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
    const answers = {
      down: await read('m1.xlsx', merged('A2:A4')),
      'down twice': await read('m2.xlsx', merged('A2:A3', 'C3:C4', 'B5:B6', 'A5:A7')),
      across: await read('m3.xlsx', merged('A1:C1', 'B2:C2')),
      'a prefix': await read('m4.xlsx', merged('A2:A4').replaceAll('mergeCell ', 'x:mergeCell ')),
      'too many': await read('m5.xlsx', merged('A2:A200002')),
      'as many as there may be': await read('m6.xlsx', merged('A2:A200001')),
      'row 0': await read('r0.xlsx', '<sheetData><row r="0"><c><v>1</v></c></row></sheetData>'),
      'row x': await read('r1.xlsx', '<sheetData><row r="x"><c><v>1</v></c></row></sheetData>'),
      'the last row': await read(
        'r2.xlsx',
        '<sheetData><row r="1"><c><v>a</v></c><c><v>b</v></c></row><row r="1048576"><c><v>1</v></c></row></sheetData>',
      ),
      'a row too far': await read('r3.xlsx', '<sheetData><row r="1048577"><c><v>1</v></c></row></sheetData>'),
      'a cell nowhere': await read(
        'c1.xlsx',
        '<sheetData><row r="1"><c r="1A"><v>1</v></c></row></sheetData>',
      ),
      'a cell too far': await read(
        'c2.xlsx',
        '<sheetData><row r="1"><c r="ABCD1"><v>1</v></c></row></sheetData>',
      ),
      broken: await read('b1.xlsx', '<sheetData><row>'),
      'no sheet': await read('b2.xlsx', '', { 'xl/workbook.xml': '<workbook><sheets/></workbook>' }),
      'another place': await read('p1.xlsx', '', {
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="rId1" Target="/xl/worksheets/other.xml"/><Other Id="rId1" Target="x"/></Relationships>',
        'xl/worksheets/other.xml': `<worksheet>${body}</worksheet>`,
      }),
    };
    for (const [name, answer] of Object.entries(answers)) expectGolden('xlsx-read', `sheet ${name}`, answer);
    expect(Object.keys(answers)).toHaveLength(15);
  });
});
