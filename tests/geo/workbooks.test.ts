import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readOds } from '../../server/geo/ods-read.ts';
import { readXlsx } from '../../server/geo/xlsx-read.ts';
import { scoreHeading } from '../../server/region/import/tables/facility-columns.ts';
import { recogniseFile } from '../../server/region/import/recognise/recognise.ts';
import { buildZip } from '../support/zip-builder.ts';

const scratch = mkdtempSync(join(tmpdir(), 'careshed-books-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface SheetText {
  readonly name: string;
  readonly state?: string;
  /** Content of `sheetData` and what follows it. */
  readonly xml: string;
}

/** A workbook of the parts that a reader needs, with `prefix` before every element. */
function workbook(
  name: string,
  sheets: readonly SheetText[],
  more: Readonly<Record<string, string>> = {},
): string {
  const list = sheets.map(
    (s, i) =>
      `<sheet name="${s.name}" sheetId="${i + 1}" r:id="rId${i + 1}" ${s.state ? `state="${s.state}"` : ''}/>`,
  );
  const relations = sheets.map(
    (_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<workbook><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}</Relationships>`,
    ...Object.fromEntries(
      sheets.map((s, i) => [`xl/worksheets/sheet${i + 1}.xml`, `<worksheet>${s.xml}</worksheet>`]),
    ),
    ...more,
  };
  const path = join(scratch, name);
  writeFileSync(
    path,
    buildZip(Object.entries(parts).map(([entry, xml]) => ({ name: entry, data: Buffer.from(xml) }))),
  );
  return path;
}

const letter = (i: number): string => String.fromCharCode(65 + i);
const row = (number: number, cells: readonly (string | number)[]): string =>
  `<row r="${number}">${cells
    .map((cell, i) =>
      cell === ''
        ? ''
        : typeof cell === 'number'
          ? `<c r="${letter(i)}${number}"><v>${cell}</v></c>`
          : `<c r="${letter(i)}${number}" t="inlineStr"><is><t>${cell}</t></is></c>`,
    )
    .join('')}</row>`;
const sheet = (...rows: readonly (readonly (string | number)[])[]): string =>
  `<sheetData>${rows.map((cells, i) => row(i + 1, cells)).join('')}</sheetData>`;
const HEAD = ['Facility name', 'Facility type', 'Longitude', 'Latitude'];
const CLINIC = ['A clinic', 'clinic', 36.77, -1.28];

describe('readXlsx', () => {
  it.each([
    ['a title of two cells', sheet(['MASTER LIST', '2024'], HEAD, CLINIC), [3]],
    ['titles and a blank row', sheet(['Ministry of Health'], [], ['List', 'Version 2'], HEAD, CLINIC), [5]],
    ['a heading of two rows', sheet(['Facility', '', 'Location', ''], HEAD, CLINIC), [3]],
    [
      'groups that leave cells to the row below',
      sheet(['Facility name', 'Facility type', 'Place', ''], ['', '', 'Longitude', 'Latitude'], CLINIC),
      [3],
    ],
    [
      'a blank cell in row 300,000',
      `<sheetData>${row(1, HEAD)}${row(2, CLINIC)}${row(300_000, [' '])}</sheetData>`,
      [2],
    ],
    [
      'rows without numbers',
      sheet(HEAD, CLINIC)
        .replaceAll(/<row r="\d+"/g, '<row')
        .replaceAll(/<c r="[A-Z]+\d+"/g, '<c'),
      [2],
    ],
    [
      'a rule with > in an attribute',
      `${sheet(HEAD, CLINIC)}<dataValidations><dataValidation prompt="a > b"/></dataValidations>`,
      [2],
    ],
  ])('%s', async (_title, xml, rowNumbers) => {
    const [first] = await readXlsx(workbook('a.xlsx', [{ name: 'S', xml }]), scoreHeading);
    expect(first!.table).toMatchObject({
      columns: HEAD,
      rows: [['A clinic', 'clinic', '36.77', '-1.28']],
      rowNumbers,
    });
  });

  it('reads shared texts, formulas, booleans, days and merged cells', async () => {
    const xml = `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>
      <row r="2"><c r="A2" t="s"><v>4</v></c><c r="B2"><f>1+1</f><v>2</v></c><c r="C2" s="1"><v>45292</v></c><c r="D2" t="b"><v>1</v></c></row>
      <row r="3"><c r="B3" t="str"><f>x</f><v>three</v></c><c r="C3" t="e"><v>#N/A</v></c></row></sheetData>
      <mergeCells><mergeCell ref="A2:A3"/></mergeCells>`;
    const path = workbook('b.xlsx', [{ name: 'S', xml }], {
      'xl/sharedStrings.xml':
        '<sst><si><t>Name</t></si><si><r><t>Be</t></r><r><t>ds</t></r></si><si><t>Opened</t></si><si><t>Works' +
        '</t></si><si><t>甲</t><rPh><t>jia</t></rPh></si></sst>',
      'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    });
    const [first] = await readXlsx(path);
    expect(first!.table).toMatchObject({
      columns: ['Name', 'Beds', 'Opened', 'Works'],
      rows: [
        ['甲', '2', '2024-01-01', 'true'],
        ['甲', 'three', '', ''],
      ],
    });
  });

  it('refuses a workbook that is none', async () => {
    const path = join(scratch, 'c.xlsx');
    writeFileSync(path, buildZip([{ name: 'word/document.xml', data: Buffer.from('<x/>') }]));
    await expect(readXlsx(path)).rejects.toMatchObject({ code: 'xlsx-unreadable' });
  });
});

describe('the sheets of a workbook', () => {
  const COVER = { name: 'Cover', xml: sheet(['Health facilities', 'of the district'], ['Prepared', 'by X']) };
  const README = {
    name: 'README',
    xml: sheet(['Field', 'Description'], ['Longitude', 'degrees east'], ['Latitude', 'degrees north']),
  };
  const list = (name: string, state?: string): SheetText => ({
    name,
    xml: sheet(HEAD, CLINIC),
    ...(state ? { state } : {}),
  });
  it.each([
    [
      'behind a cover',
      [COVER, list('List')],
      ['facilities.xlsx facility-table', 'facilities.xlsx#Cover sheet-without-places'],
    ],
    [
      'behind a read-me',
      [README, list('List')],
      ['facilities.xlsx facility-table', 'facilities.xlsx#README sheet-without-places'],
    ],
    [
      'shown before hidden',
      [list('Old', 'hidden'), list('New')],
      ['facilities.xlsx facility-table', 'facilities.xlsx#Old sheet-hidden'],
    ],
    [
      'hidden where no other has places',
      [COVER, list('List', 'veryHidden')],
      ['facilities.xlsx facility-table', 'facilities.xlsx#Cover sheet-without-places'],
    ],
    [
      'several with places',
      [list('Hospitals'), list('Health posts')],
      ['facilities.xlsx#Hospitals facility-table', 'facilities.xlsx#Health posts facility-table'],
    ],
  ])('%s', async (_title, sheets, expected) => {
    const files = await recogniseFile(workbook('facilities.xlsx', sheets));
    expect(files.map(({ name, is }) => `${name} ${is.kind === 'unused' ? is.reason : is.kind}`)).toEqual(
      expected,
    );
  });
});

describe('readOds', () => {
  const cell = (text: string | number): string =>
    typeof text === 'number'
      ? `<table:table-cell office:value-type="float" office:value="${text}"><text:p>shown</text:p></table:table-cell>`
      : `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`;
  const content = (rows: string): Buffer =>
    Buffer.from(
      '<office:document-content><office:automatic-styles><style:style ' +
        'style:name="ta1"><style:table-properties ' +
        'table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table ' +
        'table:name="Notes" ' +
        `table:style-name="ta1"><table:table-row>${cell('x')}${cell('y')}</table:table-row></table:table><table:table ` +
        `table:name="List">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`,
    );
  const write = (name: string, bytes: Buffer): string => {
    const path = join(scratch, name);
    writeFileSync(path, buildZip([{ name: 'content.xml', data: bytes }]));
    return path;
  };
  it('reads values, repeated cells, notes apart and the million blank rows at the end', async () => {
    const rows = `<table:table-row>${HEAD.map(cell).join('')}</table:table-row>
      <table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>a note</text:p></office:annotation><text:p>A<text:s/>clinic</text:p></table:table-cell>${cell('clinic')}${cell(36.77)}${cell(-1.28)}</table:table-row>
      <table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`;
    const [notes, sheetOf] = await readOds(write('a.ods', content(rows)), scoreHeading);
    expect(notes).toMatchObject({ name: 'Notes', isHidden: true });
    expect(sheetOf).toMatchObject({
      name: 'List',
      isHidden: false,
      table: { columns: HEAD, rows: [['A clinic', 'clinic', '36.77', '-1.28']], rowNumbers: [2] },
    });
    const [file] = await recogniseFile(write('facilities.ods', content(rows)));
    expect([file!.format, file!.is.kind]).toEqual(['ODS', 'facility-table']);
  });
  it('refuses one that is cut short', async () => {
    await expect(readOds(write('b.ods', content('').subarray(0, 200)))).rejects.toMatchObject({
      code: 'ods-unreadable',
    });
    await expect(readOds(workbook('c.ods', []))).rejects.toMatchObject({ code: 'ods-unreadable' });
  });
});
