import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../server/geo/csv-read.ts';
import { parseDegrees, parsePlace } from '../../../server/region/import/tables/coordinates.ts';
import type { PlaceTable } from '../../../server/region/import/tables/place-table.ts';
import { guessColumns, scoreHeading } from '../../../server/region/import/tables/facility-columns.ts';
import { recogniseTable } from '../../../server/region/import/recognise/recognise-table.ts';
import { placeReader } from '../../../server/region/import/tables/table-places.ts';

function readTable(text: string | Buffer): PlaceTable {
  return {
    file: 'facilities.csv',
    ...readCsv(Buffer.from(text as string), undefined, scoreHeading),
    points: null,
  };
}
const firstPlace = (table: PlaceTable): unknown =>
  placeReader(table, guessColumns(table.columns, table.rows))(0);

describe('text of tables', () => {
  const plain = 'Name,Type,Longitude,Latitude\nA clinic,clinic,36.77,-1.28\nB,post,36.78,-1.29\n';
  const tabs = plain.replaceAll(',', '\t');
  it.each([
    ['sep=;', `sep=;\r\n${plain.replaceAll(',', ';')}`, [3, 4]],
    ['a quoted sep line', `"sep=,"\n${plain}`, [3, 4]],
    ['sep= with a tab', `sep=\t\n${tabs}`, [3, 4]],
    ['titles with commas', `MASTER LIST 2024,,,\nMinistry,,,\n,,,\n${plain}`, [5, 6]],
    ['titles without', `Master list\nof 2024\n\n${plain}`, [5, 6]],
    ['a title of two cells', `MASTER LIST,Version 2\nGenerated,2024-01-01\n${plain}`, [4, 5]],
    ['a heading of two rows', `Facility,,Location,\n${plain}`, [3, 4]],
    ['bars', plain.replaceAll(',', '|'), [2, 3]],
    ['old Mac line ends', plain.replaceAll('\n', '\r'), [2, 3]],
    ['lines in quotes as a whole', plain.replace(/^.*$/gm, (one) => (one === '' ? '' : `"${one}"`)), [2, 3]],
    ['UTF-16 LE without a mark', Buffer.from(tabs, 'utf16le'), [2, 3]],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${tabs}`, 'utf16le'), [2, 3]],
    ['UTF-16 BE with a mark', iconv.encode(`\ufeff${tabs}`, 'utf-16be'), [2, 3]],
    ['UTF-16 BE without a mark', iconv.encode(tabs, 'utf-16be'), [2, 3]],
  ] as const)('%s', (_title, text, rowNumbers) => {
    const table = readTable(text as string);
    expect(table.columns).toEqual(['Name', 'Type', 'Longitude', 'Latitude']);
    expect(table.rows[0]).toEqual(['A clinic', 'clinic', '36.77', '-1.28']);
    expect(table.rowNumbers).toEqual(rowNumbers);
  });

  it('tells Windows-1251 from Chinese and from accents', () => {
    const russian = 'Название;Тип;Долгота;Широта\nБольница;больница;36,77;-1,28\n';
    expect(firstPlace(readTable(iconv.encode(russian, 'windows-1251')))).toEqual([36.77, -1.28]);
    const chinese = '机构名称,机构类型,经度,纬度\n青山镇卫生院,乡镇卫生院,36.77,-1.28\n';
    expect(readTable(iconv.encode(chinese, 'gb18030')).columns).toContain('机构名称');
    const french = 'Nom;Région;Longitude\nHôpital créé à Âne-né;Éloïse;1\n';
    expect(readTable(iconv.encode(french, 'windows-1252')).rows[0]![0]).toBe('Hôpital créé à Âne-né');
    const portuguese = 'Nome;Município\nUnidade de Atenção à Saúde São João;Conceição\n';
    expect(readTable(iconv.encode(portuguese, 'windows-1252')).rows[0]![1]).toBe('Conceição');
  });

  it('takes the sign of every line for the delimiter, not the one of a list in a cell', () => {
    expect(
      readTable('Name,Services,Lon,Lat\nA,a;b;c;d;e;f,36.77,-1.28\nB,a;b;c;d;e;f,36.77,-1.28').columns,
    ).toHaveLength(4);
    expect(readTable('Name;Lon;Lat;Note\nA;36,77;-1,28;x\nB;36,78;-1,29;y').columns).toHaveLength(4);
  });

  it('joins groups with the headings under them where the upper row leaves cells', () => {
    const table = readTable(
      'Name,Type,Coordinates,,Staff,\n,,Long,Lat,Doctors,Nurses\nA,clinic,36.77,-1.28,2,3\nB,post,36.78,-1.29,0,1',
    );
    expect(table.columns).toEqual(['Name', 'Type', 'Long', 'Lat', 'Doctors', 'Nurses']);
    expect(table.rows).toHaveLength(2);
  });

  it('numbers a heading that stands twice', () => {
    expect(readTable('name,lon,lat,note,note\nA,36.77,-1.28,x,y').columns).toEqual([
      'name',
      'lon',
      'lat',
      'note',
      'note (2)',
    ]);
  });
});

describe('columns', () => {
  it.each([
    [
      'Long name,Facility type,Longitude (WGS84),Latitude (WGS84)',
      'A clinic,clinic,36.77,-1.28',
      [36.77, -1.28],
    ],
    ['hf,lat_dd,long_dd', 'A clinic,-1.28,36.77', [36.77, -1.28]],
    ['Name,gps_lat,gps_lon', 'A clinic,-1.28,36.77', [36.77, -1.28]],
    ['start,_GPS_latitude,_GPS_longitude,_GPS_altitude,name', '1,-1.28,36.77,1700,A', [36.77, -1.28]],
    ['Nom de la structure;Type;Coordonnée X;Coordonnée Y', 'A;CS;36,77;-1,28', [36.77, -1.28]],
    ['Nombre;Tipo;Latitud (grados);Longitud (grados)', 'Posta X;posta;-1,28;36,77', [36.77, -1.28]],
    ['Nome;Tipo de unidade;Latitude;Longitude', 'UBS;UBS;-1,28;36,77', [36.77, -1.28]],
    ['机构名称,机构类型,经度(E),纬度(N)', '甲,卫生院,36.77,-1.28', [36.77, -1.28]],
    ['Name,Easting,Northing,Longitude,Latitude', 'A,252000,9857000,36.77,-1.28', [36.77, -1.28]],
    ['Name,X,Y,Longitude (WGS84),Latitude (WGS84)', 'A,252000,9857000,36.77,-1.28', [36.77, -1.28]],
    ['الاسم,النوع,خط الطول,خط العرض', 'A,clinic,36.77,-1.28', [36.77, -1.28]],
    ['Name;Typ;Länge;Breite', 'A;Klinik;36,77;-1,28', [36.77, -1.28]],
    ['Nama,Jenis,Bujur,Lintang', 'A,Puskesmas,36.77,-1.28', [36.77, -1.28]],
    ['Tên,Loại,Kinh độ,Vĩ độ', 'A,clinic,36.77,-1.28', [36.77, -1.28]],
    ['Ad,Tür,Boylam,Enlem', 'A,klinik,36.77,-1.28', [36.77, -1.28]],
    ['名称,类型,GCJ02经度,GCJ02纬度', 'A,卫生院,36.77,-1.28', [36.77, -1.28]],
    ['Name,X,Y,GPS_Longitude,GPS_Latitude', 'A,1,2,36.77,-1.28', [36.77, -1.28]],
    ['Name,Coord. X,Coord. Y', 'A,36.77,-1.28', [36.77, -1.28]],
    ['Name,"Lat, Lon"', 'A,"-1.28, 36.77"', [36.77, -1.28]],
    ['Name,"Lon, Lat"', 'A,"36.77, -1.28"', [36.77, -1.28]],
    ['Name;Coordinates', 'A;-1,28; 36,77'.replace('; 36', ' / 36'), [36.77, -1.28]],
    ['Name,GPS,doctors', 'A,-1.28 36.77 1700.0 4.9,3', [36.77, -1.28]],
    ['Name,Where it is', 'A,"1°16\'48""S, 36°46\'12""E"', [36.77, -1.28]],
  ] as const)('%s', (heading, row, place) => {
    const found = firstPlace(readTable(`${heading}\n${row}`)) as number[];
    expect(found.map((value) => Math.round(value * 1e6) / 1e6)).toEqual(place);
  });

  it('believes values before headings', () => {
    const map = guessColumns(
      ['name', 'lon', 'lat', 'Beds available?', 'Location'],
      [['A', '36.77', '-1.28', 'Yes', 'Nairobi']],
    );
    expect(map).toEqual({ name: 0, lon: 1, lat: 2 });
  });

  it('takes the latest of several counts of people', () => {
    expect(guessColumns(['lon', 'lat', 'Pop 2010', 'Pop 2020', 'Pop 2015']).population).toBe(3);
  });

  it('leaves the depth in a tree of units out of the tiers', () => {
    expect(guessColumns(['name', 'level', 'parent', 'groups']).tier).toBeUndefined();
  });
});

describe('facilities or people', () => {
  it.each([
    [
      'facilities.csv',
      'Facility name,Longitude,Latitude,Population',
      'A clinic,36.77,-1.28,5000',
      'facility-table',
    ],
    ['data.csv', 'name,lon,lat,population served', 'A Health Centre,36.77,-1.28,523', 'facility-table'],
    ['data.csv', 'name,beds,lon,lat,population', 'Karanga,3,36.77,-1.28,523', 'facility-table'],
    ['data.csv', 'name,tier,lon,lat,population', 'Karanga,village,36.77,-1.28,523', 'facility-table'],
    ['population.csv', 'Village,Longitude,Latitude,Population', 'A,36.77,-1.28,523', 'population-table'],
    ['points.csv', 'name,type,lon,lat,population', 'A,urban,36.77,-1.28,523', 'population-table'],
    ['data.csv', 'lon,lat,population', '36.77,-1.28,523', 'population-table'],
  ])('%s: %s', (name, heading, row, kind) => {
    expect(recogniseTable(name, readTable(`${heading}\n${row}`), undefined).is.kind).toBe(kind);
  });
});

describe('degrees', () => {
  it.each([
    ["17°17.45691'O (Ouest)", -17.2909485],
    ["17°17.45691'O", -17.2909485],
    ['17.29 Oeste', -17.29],
    ['17.29 Este', 17.29],
    ['12 Ost', 12],
    ['West 17.29', -17.29],
    ['10 Nord', 10],
    ['10 Sud', -10],
    ['10 Sur', -10],
    ['西经17.5', -17.5],
    ['南纬10度30分', -10.5],
    ['E111.04', 111.04],
    ['111.04E', 111.04],
    ["S 1°17,322'", -1.2887],
    ['−1.28871095', -1.28871095],
    ['36:46:18', 36.771667],
    ['-1° 17\' 19.36"', -1.288711],
    ['1d17m19s S', -1.288611],
    ['36 deg 46 min 18 sec', 36.771667],
    ["36º46'18.27''", 36.771742],
    ['Lat: -1.28', -1.28],
    ['１２.５', 12.5],
    ['-17.29 W', -17.29],
    ["'-1.28", -1.28],
    ["'36.77'", 36.77],
    ['(1.28)', -1.28],
    ['1.28-', -1.28],
    ['– 1.28', -1.28],
  ] as const)('%s', (text, degrees) => {
    expect(parseDegrees(text)).toBeCloseTo(degrees, 5);
  });
  it.each(['36.771.741', '10 N 20 S', 'Nairobi', '36°72′', '1 2 3 4'])('%s is none', (text) => {
    expect(parseDegrees(text)).toBeNaN();
  });
  it.each([
    ['-1.28, 36.77', [36.77, -1.28]],
    ['36.77E, 1.28S', [36.77, -1.28]],
    ['1.28S 36.77E', [36.77, -1.28]],
    ['(-1.28, 36.77)', [36.77, -1.28]],
    ['111.2,29.8', [111.2, 29.8]],
    ['-1,28871; 36,77174', [36.77174, -1.28871]],
    ['-1,28871, 36,77174', [36.77174, -1.28871]],
    ['12, rue X', null],
    ['Nairobi, Kenya', null],
    ['', null],
  ] as const)('the place %s', (text, place) => {
    expect(parsePlace(text, false)).toEqual(place);
  });
});
