import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readCsv, TableError } from '../../server/geo/csv-read.ts';
import { decodeText } from '../../server/geo/decode-text.ts';

describe('decodeText', () => {
  it.each([
    ['utf-8', 'utf-8', '名称,经度\n青禾镇卫生院,106.5'],
    ['gb18030', 'gb18030', '名称,经度,纬度,床位\n青禾镇卫生院,106.5,29.5,12\n龙潭村卫生室,106.6,29.6,2'],
    ['gb18030', 'gb18030', 'name,lon,lat\n卫生院,106.5,29.5'],
    ['windows-1252', 'latin1', 'nom;type\nHôpital général;Centre de santé\nDispensaire de Mbéni;Poste'],
    ['windows-1252', 'latin1', 'nome,tipo\nPosto de saúde São João,Atenção básica'],
    ['macroman', 'macroman', 'nom;type\nHôpital général;Centre de santé\nDispensaire de Mbéni;Poste'],
    ['utf-16le', 'utf-16le', '\ufeff名称,经度\n卫生院,106.5'],
  ])('%s is recognised as %s', (encoding, expected, text) => {
    const decoded = decodeText(iconv.encode(text, encoding));
    expect(decoded.encoding).toBe(expected);
    expect(decoded.text.replace(/^\ufeff/, '')).toBe(text.replace(/^\ufeff/, ''));
  });
});

describe('readCsv', () => {
  it('finds the delimiter, keeps row numbers and names ragged rows', () => {
    const table = readCsv(Buffer.from('name;lon;lat\n"A; B";1;2\n\nC;3\nD;4;5;6\n'));
    expect(table.columns).toEqual(['name', 'lon', 'lat']);
    expect(table.rows).toEqual([
      ['A; B', '1', '2'],
      ['C', '3', ''],
      ['D', '4', '5'],
    ]);
    expect(table.rowNumbers).toEqual([2, 4, 5]);
    expect(table.raggedRows).toEqual([4, 5]);
  });
  it('refuses what is no table', () => {
    expect(() => readCsv(Buffer.from(''))).toThrow(TableError);
    expect(() => readCsv(Buffer.from([1, 2, 0, 3]))).toThrow(TableError);
  });
});
