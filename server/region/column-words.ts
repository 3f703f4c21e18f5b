/** What a column of a table of places can mean. `place` holds both coordinates in one text. */
export const FIELD_NAMES = [
  'id', 'name', 'nameZh', 'nameEn', 'lon', 'lat', 'tier', 'tierName', 'type', 'ownership', 'services', 'capacity', 'doctors',
  'generalPractitioners', 'nurses', 'beds', 'population', 'care', 'place',
] as const; // prettier-ignore
export type FieldName = (typeof FIELD_NAMES)[number];

/** Words by field, compared after lower-casing and dropping accents and everything but letters and digits. The first words are the surest. */
export const FIELD_WORDS: Readonly<Record<FieldName, readonly string[]>> = {
  id: ['id', 'facilityid', 'hfid', 'code', 'facilitycode', 'fid', 'uid', 'osmid', 'codigo', '编码', '编号', '机构代码', '机构编码', '组织机构代码', '序号', 'cat'],
  name: ['name', 'facilityname', 'facility', 'hf', 'hfname', 'healthfacility', 'longname', 'fullname', 'officialname', 'displayname', 'shortname', 'nomcomplet', 'label', 'title', '名称', '机构名称', '医疗机构名称', '单位名称', '机构', '医疗机构', '名字', 'nom', 'nome', 'nombre', 'etablissement', 'establecimiento', 'estabelecimento', 'nomfosa', 'fosa', 'libelle', 'intitule', 'название', 'наименование', 'имя', 'nama', 'jina', 'الاسم', 'اسم', 'bezeichnung'],
  nameZh: ['namezh', 'namecn', 'chinesename', 'namechinese', '中文名', '中文名称'],
  nameEn: ['nameen', 'englishname', 'nameenglish', 'facilitynameen', '英文名', '英文名称'],
  lon: ['lon', 'long', 'lng', 'longitude', 'longitud', 'londegrees', 'x', 'xcoord', 'coordx', 'xcoordinate', 'gpslongitude', 'pointx', 'lonx', 'xlon', 'xlong', 'xlongitude', 'longitudex', 'долгота', 'laengengrad', 'langengrad', 'lange', 'laenge', 'bujur', 'longitudo', 'boylam', 'kinhđo', 'خطالطول', 'طولجغرافیایی', '经度', '东经', '坐标x', 'x坐标', '经度坐标'],
  lat: ['lat', 'latitude', 'latitud', 'latdegrees', 'y', 'ycoord', 'coordy', 'ycoordinate', 'gpslatitude', 'pointy', 'laty', 'ylat', 'ylatitude', 'latitudey', 'широта', 'breitengrad', 'breite', 'lintang', 'latitudo', 'enlem', 'viđo', 'خطالعرض', 'عرضجغرافیایی', '纬度', '北纬', '坐标y', 'y坐标', '纬度坐标'],
  place: ['latlon', 'latlong', 'latlng', 'lonlat', 'longlat', 'lnglat', 'latitudelongitude', 'longitudelatitude', 'latitudelongitud', 'coordinates', 'coordonnees', 'coordenadas', 'gps', 'gpscoordinates', 'coordonneesgps', 'coordenadasgps', 'geopoint', 'geolocation', 'geolocalisation', 'geolocalizacion', 'localisation', 'location', 'position', 'coords', 'coord', 'geo', '坐标', '经纬度', '地理坐标', '位置'],
  tier: ['tier', 'level', 'facilitylevel', 'niveau', 'nivel', '级别', '等级', '层级', '机构级别'],
  tierName: ['tiername', 'levelname', '级别名称'],
  type: ['type', 'facilitytype', 'facilitytype9', 'hftype', 'category', 'class', 'amenity', 'healthcare', 'tipo', 'categorie', 'categoria', 'classe', 'clase', 'тип', 'typ', 'jenis', 'aina', 'النوع', 'نوع', '类型', '机构类型', '类别', '机构类别', '机构性质'],
  ownership: ['ownership', 'owner', 'operatortype', 'managingauthority', 'propriete', 'proprietaire', 'propiedad', 'propietario', 'propriedade', 'statutjuridique', '所有制', '经济类型', '举办主体', '主办单位', '公立私立'],
  services: ['services', 'service', 'servicios', 'servicos', '服务', '服务项目', '诊疗科目'],
  capacity: ['capacity', 'capacityvisits', 'visitscapacity', 'annualcapacity', 'capacite', 'capacidad', 'capacidade', '服务能力', '容量', '年服务能力', '接诊能力'],
  doctors: ['doctors', 'doctor', 'physicians', 'medecins', 'medecin', 'medicos', 'medico', '医生', '医生数', '医师', '医师数', '执业医师', '执业助理医师', '执业医师数'],
  generalPractitioners: ['gps', 'gp', 'generalpractitioners', '全科医生', '全科医生数', '全科医师'],
  nurses: ['nurses', 'nurse', 'infirmiers', 'infirmier', 'infirmieres', 'enfermeras', 'enfermeros', 'enfermeiros', 'enfermeiras', '护士', '护士数', '注册护士', '注册护士数'],
  beds: ['beds', 'bed', 'nbeds', 'lits', 'leitos', 'camas', '床位', '床位数', '病床', '病床数', '实有床位', '编制床位'],
  population: ['population', 'pop', 'people', 'poptotal', 'totalpopulation', 'poblacion', 'populacao', 'habitants', 'habitantes', 'inhabitants', 'residents', 'население', 'penduduk', 'jumlahpenduduk', 'idadiyawatu', 'nufus', 'danso', 'bevolkerung', 'einwohner', 'السكان', 'عددالسكان', '人口', '总人口', '人口数', '常住人口', '户籍人口'],
  care: ['healthcare', 'hospitals', 'clinics', 'healthfacilities'],
}; // prettier-ignore

/** Words of a heading that say nothing of what the column means: articles, units, years, whose it is. */
export const FILLER: ReadonlySet<string> = new Set([
  'of', 'the', 'de', 'du', 'des', 'la', 'le', 'les', 'l', 'd', 'el', 'los', 'las', 'del', 'da', 'do', 'dos', 'das', 'en', 'in', 'a', 'et', 'and',
  'number', 'num', 'no', 'nr', 'n', 'nb', 'nbre', 'nombre', 'numero', 'total', 'tot', 'count', 'qty', 'sum', 'est', 'estimated', 'projected', 'census',
  'facility', 'health', 'hf', 'sante', 'salud', 'saude', 'structure', 'formation', 'sanitaire', 'centre', 'center', 'centro', 'unit', 'unidad', 'unidade', 'site', 'orgunit',
  'etablissement', 'establecimiento', 'estabelecimento', 'establishment',
  'gps', 'geo', 'wgs', 'wgs84', '84', 'epsg', '4326', 'dd', 'dec', 'decimal', 'decimale', 'decimales', 'deg', 'degree', 'degrees', 'degres', 'grados', 'graus', 'dms',
  'coord', 'coords', 'coordinate', 'coordinates', 'coordonnee', 'coordonnees', 'coordenada', 'coordenadas', 'location', 'position', 'point', 'map',
]); // prettier-ignore
