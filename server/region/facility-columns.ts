/** What a column of a table of places can mean. */
const FIELD_NAMES = [
  'id', 'name', 'nameZh', 'nameEn', 'lon', 'lat', 'tier', 'tierName', 'type', 'ownership', 'services', 'capacity', 'doctors',
  'generalPractitioners', 'nurses', 'beds', 'population', 'care',
] as const; // prettier-ignore
export type FieldName = (typeof FIELD_NAMES)[number];

/** Words by field, compared after lower-casing and dropping everything but letters, digits and Chinese. */
const WORDS: Readonly<Record<FieldName, readonly string[]>> = {
  id: ['id', 'facilityid', 'hfid', 'code', 'facilitycode', 'fid', 'uid', 'osmid', '编码', '编号', '机构代码', '机构编码', '组织机构代码', '序号', 'cat'],
  name: ['name', 'facilityname', 'facility', 'hfname', 'healthfacility', 'label', 'title', '名称', '机构名称', '医疗机构名称', '单位名称', '机构', '医疗机构', '名字', 'nom', 'nome', 'nombre'],
  nameZh: ['namezh', 'namecn', 'chinesename', 'namechinese', '中文名', '中文名称'],
  nameEn: ['nameen', 'englishname', 'nameenglish', 'facilitynameen', '英文名', '英文名称'],
  lon: ['lon', 'long', 'lng', 'longitude', 'londegrees', 'x', 'xcoord', 'coordx', 'xcoordinate', 'gpslongitude', 'pointx', '经度', '东经', '坐标x', 'x坐标', '经度坐标'],
  lat: ['lat', 'latitude', 'latdegrees', 'y', 'ycoord', 'coordy', 'ycoordinate', 'gpslatitude', 'pointy', '纬度', '北纬', '坐标y', 'y坐标', '纬度坐标'],
  tier: ['tier', 'level', 'facilitylevel', '级别', '等级', '层级', '机构级别'],
  tierName: ['tiername', 'levelname', '级别名称'],
  type: ['type', 'facilitytype', 'facilitytype9', 'hftype', 'category', 'class', 'amenity', 'healthcare', '类型', '机构类型', '类别', '机构类别', '机构性质'],
  ownership: ['ownership', 'owner', 'operatortype', 'managingauthority', '所有制', '经济类型', '举办主体', '主办单位', '公立私立'],
  services: ['services', 'service', '服务', '服务项目', '诊疗科目'],
  capacity: ['capacity', 'capacityvisits', 'visitscapacity', 'annualcapacity', '服务能力', '容量', '年服务能力', '接诊能力'],
  doctors: ['doctors', 'doctor', 'physicians', 'medecins', '医生', '医生数', '医师', '医师数', '执业医师', '执业助理医师', '执业医师数'],
  generalPractitioners: ['gps', 'gp', 'generalpractitioners', '全科医生', '全科医生数', '全科医师'],
  nurses: ['nurses', 'nurse', 'infirmiers', '护士', '护士数', '注册护士', '注册护士数'],
  beds: ['beds', 'bed', 'nbeds', 'lits', 'leitos', '床位', '床位数', '病床', '病床数', '实有床位', '编制床位'],
  population: ['population', 'pop', 'people', 'poptotal', 'totalpopulation', '人口', '总人口', '人口数', '常住人口', '户籍人口'],
  care: ['healthcare', 'hospitals', 'clinics', 'healthfacilities'],
}; // prettier-ignore

/** Column index by field; a column has one meaning, the first column that fits has the field. */
export type ColumnMap = Readonly<Partial<Record<FieldName, number>>>;

/** Guesses the meaning of each column from its heading, Chinese or English. */
export function guessColumns(columns: readonly string[]): ColumnMap {
  const plain = columns.map((column) => column.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
  const map: Partial<Record<FieldName, number>> = {};
  const taken = new Set<number>();
  for (const field of FIELD_NAMES)
    for (const word of WORDS[field]) {
      const index = plain.findIndex((name, i) => name === word && !taken.has(i));
      if (index < 0) continue;
      map[field] = index;
      taken.add(index);
      break;
    }
  // Headings with a unit or remark: 经度(°), "Longitude (WGS84)", "床位数（张）".
  for (const field of FIELD_NAMES) {
    if (map[field] !== undefined || field === 'id') continue;
    const long = WORDS[field].filter((word) => word.length >= (/[\u4e00-\u9fff]/.test(word) ? 2 : 4));
    const index = plain.findIndex((name, i) => !taken.has(i) && long.some((word) => name.startsWith(word)));
    if (index < 0) continue;
    map[field] = index;
    taken.add(index);
  }
  // Beside a population column, `healthcare` counts places of care and is no type.
  if (map.population !== undefined && map.type !== undefined && WORDS.care.includes(plain[map.type]!)) {
    map.care ??= map.type;
    delete map.type;
  }
  return map;
}
