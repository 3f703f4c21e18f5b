import { joined } from './sentence.ts';
import type { Bilingual } from './sentence.ts';

/**
 * Why a file was not used, could not be read, or cannot become a region. `{detail}` is the reader’s own
 * word on it, `{file}` its name.
 */
export const FILE_TEXTS = {
  'import-no-files': {
    zh: '没有可导入的文件；请指定文件夹或文件。',
    en: 'There are no files to import; name a folder or files.',
  },
  'import-file-missing': {
    zh: '找不到文件或文件夹 {file}；请核对路径。',
    en: 'There is no file or folder {file}; check the path.',
  },
  'import-file-forbidden': {
    zh: '没有读取 {file} 的权限；请修改权限或复制到其他位置。',
    en: 'The file {file} may not be read; change its permissions or copy it elsewhere.',
  },
  'import-no-population': {
    zh: '没有可用的人口数据，也没有道路或土地覆盖；请加入人口 GeoTIFF（人数或密度）、含人口数的面图层，或含经度、纬度和人口数的表格。只有道路或土地覆盖时，也可建立只计算出行时间的区域。',
    en: joined(
      'There are no usable people, roads or land cover; add a GeoTIFF of people or density, areas with a ',
      'number of people, or a table with longitude, latitude and population. Roads or land cover alone ',
      'make a region for travel times.',
    ),
  },
  'import-no-people': {
    zh: '人口数据合计为零，没有可分析的人口；请核对人口列或栅格取值。',
    en: 'The population layer holds nobody; check its population column or the values of the raster.',
  },
  'import-clip-without-boundary': {
    zh: '要求按边界裁剪，但没有边界文件；请用 --boundary 指定，或不裁剪。',
    en: 'Clipping was asked for, but there is no boundary; name one with --boundary or do not clip.',
  },
  'import-file-twice': {
    zh: '文件 {file} 在同一次上传中出现两次，请改名或只保留一份。',
    en: 'The file {file} was sent twice in one upload; rename one or send one of them.',
  },
  'import-file-in-file': {
    zh: '{file} 既是文件又是文件夹的名称，请改名。',
    en: '{file} is the name of a file and of a folder at once; rename one.',
  },
  'import-file-name': {
    zh: '文件名“{file}”指向上传文件夹之外，已拒绝；请更名后重新上传。',
    en: 'The file name “{file}” leads outside what was sent and was refused; rename it and send it again.',
  },
  'import-too-many-files': {
    zh: '一次最多上传 {most} 个文件；请去掉不需要的文件。',
    en: 'At most {most} files can be sent at once; leave out those not needed.',
  },
  'import-too-slow': {
    zh: '识别文件超过 {seconds} 秒仍未完成，已停止；请减少文件或检查是否损坏。',
    en: joined(
      'Looking at the files took more than {seconds} seconds and was stopped; send fewer, or check whether ',
      'one is damaged.',
    ),
  },
  'import-file-unknown': {
    zh: '没有名为“{file}”的上传文件；可用：{known}。',
    en: 'There is no file “{file}” among those sent; there are: {known}.',
  },
  'import-pack-alone': {
    zh: '区域数据包本身就是完整的区域，不能与其他文件一起导入；请单独导入，或排除其他文件。',
    en: joined(
      'A region pack is a whole region and cannot be mixed with other files; import it alone or leave the ',
      'others out.',
    ),
  },
  'import-pack-options': {
    zh: '区域数据包按原样导入，参数“{name}”不起作用；请去掉。',
    en: 'A region pack is taken as it is, so {name} means nothing; leave it out.',
  },
  'import-column-unknown': {
    zh: '机构文件中没有名为“{column}”的列；可用：{known}。',
    en: 'No facility file has a column “{column}”; there are: {known}.',
  },
  'import-word-unknown': {
    zh: '道路文件中没有类别“{word}”；可用：{known}。',
    en: 'No file of roads has the class word “{word}”; there are: {known}.',
  },
  'import-tier-word-unknown': {
    zh: '机构文件中没有等级或类型“{word}”；可用：{known}。',
    en: 'No file of facilities has the tier or type “{word}”; there are: {known}.',
  },
  'import-zone-file-unknown': {
    zh: '“{file}”不是分区文件；分区文件有：{known}。',
    en: '“{file}” holds no zones; the files of zones are: {known}.',
  },
  'import-zone-column-unknown': {
    zh: '“{file}”的分区没有属性“{column}”；可用：{known}。',
    en: 'The zones of “{file}” have no property “{column}”; there are: {known}.',
  },
  'import-halo-without-clip': {
    zh: '缓冲距离只在按边界裁剪时有意义；请同时选择裁剪，或去掉缓冲距离。',
    en: 'A halo means something only where the region is clipped; clip as well, or leave it out.',
  },
  'import-too-large': {
    zh: '区域的格网数超过上限（{detail}）；请加大格网边长（--cell）或缩小范围。',
    en: 'The region has more cells than can be held ({detail}); take larger cells (--cell) or a smaller area.',
  },
  'crs-unknown': {
    zh: '坐标系无法识别（{detail}）；请为该文件指定坐标系（代码、WKT 或 proj 文本），或转换为 WGS 84（EPSG:4326）。',
    en: joined(
      'The coordinate reference system is not known ({detail}); give the CRS of the file as a code, WKT or ',
      'proj text, or convert it to WGS 84 (EPSG:4326).',
    ),
  },
  'crs-unreadable': {
    zh: '坐标系说明无法解析（{detail}）；请为该文件指定坐标系（代码、WKT 或 proj 文本），或转换为 WGS 84（EPSG:4326）。',
    en: joined(
      'The text of the coordinate reference system cannot be read ({detail}); give the CRS of the file as ',
      'a code, WKT or proj text, or convert it to WGS 84 (EPSG:4326).',
    ),
  },
  'crs-unsupported': {
    zh: '坐标系所用的投影、单位或坐标轴不受支持（{detail}）；请转换为 WGS 84（EPSG:4326）或 UTM 后重新导入。',
    en: joined(
      'The coordinate reference system has a projection, unit or axes that are not computed here ',
      '({detail}); convert the file to WGS 84 (EPSG:4326) or UTM.',
    ),
  },
  'crs-datum-unknown': {
    zh: '该坐标系的基准面到 WGS 84 的换算参数未公布，直接使用会偏移数十至数百米（{detail}）；请为该文件指定含 +towgs84 的 proj 文本，或转换为 WGS 84（EPSG:4326）。',
    en: joined(
      'How the datum of this coordinate reference system lies to WGS 84 is not published, and taking them ',
      'as one would be tens to hundreds of metres off ({detail}); give the CRS of the file as proj text ',
      'with +towgs84, or convert it to WGS 84 (EPSG:4326).',
    ),
  },
  'coordinates-not-degrees': {
    zh: '坐标不可能是经纬度（例如 {detail}），文件也没有注明其他坐标系；请为该文件指定坐标系，或转换为 WGS 84（EPSG:4326）。',
    en: joined(
      'The coordinates cannot be degrees (such as {detail}) and the file names no other coordinate ',
      'reference system; give the CRS of the file, or convert it to WGS 84 (EPSG:4326).',
    ),
  },
  'raster-unreadable': {
    zh: '栅格文件无法读取，可能不完整（{detail}）；请重新导出为 GeoTIFF。',
    en: 'The raster cannot be read and may be incomplete ({detail}); export it again as GeoTIFF.',
  },
  'raster-too-large': {
    zh: '栅格过大（{detail}）；请裁剪到所需范围。',
    en: 'The raster is too large ({detail}); cut it to the area needed.',
  },
  'raster-rotated': {
    zh: '栅格的行列与坐标轴不平行（{detail}）；请用 gdalwarp 重采样为正北朝上。',
    en: 'The rows and columns of the raster do not follow the axes ({detail}); warp it north-up with gdalwarp.',
  },
  'raster-beyond-pole': {
    zh: '栅格的经纬度超出可能范围（{detail}）；请核对坐标系和地理参考。',
    en: joined(
      'The raster’s degrees lie beyond what is possible ({detail}); check its coordinate reference system ',
      'and georeference.',
    ),
  },
  'raster-without-crs': {
    zh: '栅格没有坐标系；请写入坐标系，或在导入时指定。',
    en: 'The raster names no coordinate reference system; assign one, or give it with the import.',
  },
  'raster-without-place': {
    zh: '栅格没有地理参考（{detail}）；请写入地理参考，或附上坐标文件（.tfw）和 .prj 后重新导入。',
    en: 'The raster has no georeference ({detail}); write one, or add its world file (.tfw) and .prj and import again.',
  },
  'raster-type-unsupported': {
    zh: '栅格的压缩方式或数据类型不受支持（{detail}）；请用 gdal_translate -co COMPRESS=DEFLATE 另存为实数类型。',
    en: joined(
      'The raster’s compression or type of samples is not read ({detail}); save it with gdal_translate -co ',
      'COMPRESS=DEFLATE as real numbers.',
    ),
  },
  'raster-layer-unknown': {
    zh: '无法从文件名判断栅格内容；文件名中请注明 population、dem 或 landcover。',
    en: 'What the raster shows cannot be told from its name; say population, dem or landcover in it.',
  },
  'layer-undecided': {
    zh: '内容和名称不足以判断图层（可能为 {detail}）；请在导入时指定其图层。',
    en: 'Content and name do not tell which layer it is (it may be {detail}); say its layer when importing.',
  },
  'layer-without-use': {
    zh: '其内容（{detail}）在分析中没有用处；如判断有误，请在导入时指定其图层。',
    en: 'No analysis uses what it holds ({detail}); if that is wrong, say its layer when importing.',
  },
  'table-unreadable': {
    zh: '表格无法读取（{detail}）；请另存为 UTF-8 编码的 CSV。',
    en: 'The table cannot be read ({detail}); save it as CSV in UTF-8.',
  },
  'table-empty': {
    zh: '表格是空的；请核对文件。',
    en: 'The table is empty; check the file.',
  },
  'table-too-large': {
    zh: '表格行数过多（{detail}）；请拆分或筛选。',
    en: 'The table has too many rows ({detail}); split or filter it.',
  },
  'table-without-coordinates': {
    zh: '表格中找不到经度和纬度列；请将列命名为 lon 和 lat。',
    en: 'The table has no columns of longitude and latitude; name them lon and lat.',
  },
  'table-coordinates-projected': {
    zh: '表格的坐标以米为单位（列：{detail}），未注明坐标系；请为该文件指定坐标系，或转换为十进制经纬度（列名 lon 和 lat）。',
    en: joined(
      'The coordinates of the table are metres of a CRS that it does not name (columns: {detail}); give ',
      'the CRS of the file, or convert them to decimal degrees in columns lon and lat.',
    ),
  },
  'archive-raster-apart': {
    zh: '压缩包内另有其他图层或多个栅格，栅格 {detail} 未采用；请解压后单独导入。',
    en: joined(
      'The archive holds other layers or several rasters, and the raster {detail} is not used; unpack it ',
      'and import it on its own.',
    ),
  },
  'sheet-hidden': {
    zh: '隐藏的工作表，另有可用的工作表，未采用；如需使用，请取消隐藏。',
    en: 'The sheet is hidden and another holds places; show it in the workbook to use it.',
  },
  'sheet-without-places': {
    zh: '工作表没有经纬度列（列：{detail}），未采用。',
    en: joined(
      'The sheet has no columns of longitude and latitude (columns: {detail}); another sheet of the ',
      'workbook is used.',
    ),
  },
  'workbook-without-table': {
    zh: '工作簿的各工作表（{detail}）都没有带列名的表格；请在列名下填写数据。',
    en: 'No sheet of the workbook ({detail}) has a heading with rows under it.',
  },
  'ods-unreadable': {
    zh: '电子表格无法读取（{detail}）；请另存为 XLSX 或 CSV。',
    en: 'The spreadsheet cannot be read ({detail}); save it as XLSX or CSV.',
  },
  'gpx-unreadable': {
    zh: 'GPX 无法读取（{detail}）；请重新导出，或改为导出 GeoJSON。',
    en: 'The GPX file cannot be read ({detail}); export it again, or as GeoJSON.',
  },
  'flatgeobuf-unreadable': {
    zh: 'FlatGeobuf 无法读取（{detail}）；请改为导出 GeoPackage 或 GeoJSON。',
    en: 'The FlatGeobuf file cannot be read ({detail}); export GeoPackage or GeoJSON instead.',
  },
  'vector-crs-missing': {
    zh: '图层没有坐标系（{detail}）；请在 GIS 中指定坐标系后重新导出，Shapefile 请一并提供 .prj。',
    en: joined(
      'The layer has no coordinate reference system ({detail}); assign one in a GIS and export it again, a ',
      'shapefile with its .prj.',
    ),
  },
  'points-without-meaning': {
    zh: '无法判断表格中的点代表什么；机构表请包含级别或类型列，人口表请包含 population 列。',
    en: joined(
      'What the points of the table are cannot be told; facilities need a tier or type column, people a ',
      'population column.',
    ),
  },
  'features-without-geometry': {
    zh: '文件中的要素都没有几何图形；请重新导出。',
    en: 'None of the features has a geometry; export the file again.',
  },
  'features-geometry-unreadable': {
    zh: joined(
      '要素的几何图形无法读取（{detail}）：可能是曲线（CircularString、CurvePolygon 等）、写成文本的坐标或损坏的图形；请将曲线转为折线（ST_CurveToLine），',
      '坐标写成数字后重新导出。',
    ),
    en: joined(
      'The geometries of the features cannot be read ({detail}): curves (CircularString, CurvePolygon …), ',
      'coordinates as text, or damaged shapes. Turn curves into lines, write coordinates as numbers and ',
      'export the file again.',
    ),
  },
  'features-without-meaning': {
    zh: '无法判断要素属于哪个图层；文件名中请注明 roads、water、zones、facilities 等。',
    en: 'Which layer the features are cannot be told; say roads, water, zones or facilities in the file name.',
  },
  'file-without-layers': {
    zh: '文件中没有图层；请重新导出。',
    en: 'The file holds no layers; export it again.',
  },
  'file-empty': { zh: '文件是空的；请核对文件。', en: 'The file is empty; check it.' },
  'file-unreadable': {
    zh: '文件无法读取（{detail}）；请检查文件是否完整。',
    en: 'The file cannot be read ({detail}); check that it is whole.',
  },
  'format-not-read': {
    zh: joined(
      '不支持此文件格式；请转换为 GeoTIFF、ESRI ASCII grid、GeoJSON、GeoPackage、Shapefile、FlatGeobuf、KML、GPX、CSV、XLSX、ODS ',
      '或 OSM（PBF、XML）。',
    ),
    en: joined(
      'This format is not read; convert it to GeoTIFF, ESRI ASCII grid, GeoJSON, GeoPackage, Shapefile, ',
      'FlatGeobuf, KML, GPX, CSV, XLSX, ODS or OSM (PBF, XML).',
    ),
  },
  documentation: { zh: '说明文档，不是数据。', en: 'It is documentation, not data.' },
  'metadata-unreadable': {
    zh: 'region.json 的内容不符合要求（{detail}）；请对照说明修改。',
    en: 'The content of region.json cannot be used ({detail}); mend it.',
  },
  'not-needed': { zh: '本次导入不需要此文件。', en: 'This import has no use for the file.' },
  'outside-region': { zh: '数据不在区域范围内。', en: 'Its data lie outside the region.' },
  'archive-without-layer': {
    zh: '压缩包中没有可识别的图层；请解压后导入其中的数据文件。',
    en: 'The archive holds no layer that can be read; unpack it and import its files.',
  },
  'transit-feed-not-used': {
    zh: '公共交通时刻表（GTFS）尚未纳入出行计算。',
    en: 'Public transport timetables (GTFS) are not part of travel yet.',
  },
  'json-unreadable': {
    zh: '不是有效的 JSON（{detail}）；请重新导出为 UTF-8 编码的 GeoJSON。',
    en: 'It is not valid JSON ({detail}); export it again as GeoJSON in UTF-8.',
  },
  'geojson-not': {
    zh: '是 JSON，但不是 GeoJSON；请从 GIS 软件导出为 GeoJSON（FeatureCollection）。',
    en: 'It is JSON but not GeoJSON; export it from a GIS as GeoJSON (FeatureCollection).',
  },
  'geopackage-unreadable': {
    zh: 'GeoPackage 无法读取（{detail}）；请重新导出。',
    en: 'The GeoPackage cannot be read ({detail}); export it again.',
  },
  'geopackage-raster': {
    zh: 'GeoPackage 只有栅格或瓦片（{detail}），不读取；请导出为 GeoTIFF。',
    en: 'The GeoPackage holds rasters or tiles only ({detail}), which are not read from it; export them as GeoTIFF.',
  },
  'spatialite-not-read': {
    zh: '是 SpatiaLite 数据库（{detail}），不是 GeoPackage，不读取；请导出为 GeoPackage 或 GeoJSON。',
    en: 'It is a SpatiaLite database ({detail}), no GeoPackage, and is not read; export it as GeoPackage or GeoJSON.',
  },
  'database-without-layers': {
    zh: '是 SQLite 数据库，但没有 GeoPackage 的表（{detail}）；请导出为 GeoPackage 或 CSV。',
    en: 'It is an SQLite database without the tables of a GeoPackage ({detail}); export it as GeoPackage or CSV.',
  },
  'shapefile-unreadable': {
    zh: 'Shapefile 无法读取（{detail}）；请将 .shp、.dbf、.shx、.prj 一并压缩为 ZIP。',
    en: 'The shapefile cannot be read ({detail}); zip its .shp, .dbf, .shx and .prj together.',
  },
  'topojson-unreadable': {
    zh: 'TopoJSON 无法读取（{detail}）；请改为导出 GeoJSON。',
    en: 'The TopoJSON cannot be read ({detail}); export GeoJSON instead.',
  },
  'kml-unreadable': {
    zh: 'KML 无法读取（{detail}）；请改为导出 GeoJSON。',
    en: 'The KML cannot be read ({detail}); export GeoJSON instead.',
  },
  'xlsx-unreadable': {
    zh: '工作簿无法读取（{detail}）；首行请为列名，或另存为 CSV。',
    en: 'The workbook cannot be read ({detail}); put headings in the first row or save it as CSV.',
  },
  'vector-too-large': {
    zh: '要素、顶点或单元格过多（{detail}）；请裁剪或拆分文件。',
    en: 'There are too many features, vertices or cells ({detail}); cut or split the file.',
  },
  'vector-too-deep': {
    zh: '文件的嵌套层次过深（{detail}）；请重新导出为普通的 GeoJSON 或 KML。',
    en: 'The file is nested too deep ({detail}); export it again as plain GeoJSON or KML.',
  },
  'zip-broken': {
    zh: '压缩包已损坏（{detail}）；请重新压缩。',
    en: 'The archive is broken ({detail}); pack it again.',
  },
  'zip-entries': {
    zh: '压缩包内文件过多（{detail}）；请只保留所需文件。',
    en: 'The archive holds too many files ({detail}); keep only those needed.',
  },
  'zip-size': {
    zh: '压缩包解压后过大（{detail}）；请拆分。',
    en: 'The archive unpacks to too much ({detail}); split it.',
  },
  'zip-ratio': {
    zh: '压缩包的压缩比异常，已拒绝（{detail}）；请重新压缩。',
    en: 'The archive unpacks to suspiciously much and was refused ({detail}); pack it again.',
  },
  'zip-path': {
    zh: '压缩包内有指向包外的路径，已拒绝（{detail}）；请重新压缩。',
    en: 'The archive names a path outside itself and was refused ({detail}); pack it again.',
  },
  'zip-encrypted': {
    zh: '压缩包已加密；请去除密码后重新压缩。',
    en: 'The archive is encrypted; pack it again without a password.',
  },
  'osm-xml-not-osm': {
    zh: '不是 OSM XML 文件（{detail}）；请重新导出。',
    en: 'It is not an OSM XML file ({detail}); export it again.',
  },
  'osm-xml-truncated': {
    zh: 'OSM XML 文件不完整（{detail}）；请重新下载。',
    en: 'The OSM XML file is cut short ({detail}); download it again.',
  },
  'osm-xml-broken': {
    zh: 'OSM XML 文件格式有误（{detail}）；请重新导出。',
    en: 'The OSM XML file is not well formed ({detail}); export it again.',
  },
  'pbf-not-osm': {
    zh: '不是 OSM PBF 文件（{detail}）；请重新下载。',
    en: 'It is not an OSM PBF file ({detail}); download it again.',
  },
  'pbf-truncated': {
    zh: 'OSM PBF 文件不完整（{detail}）；请重新下载。',
    en: 'The OSM PBF file is cut short ({detail}); download it again.',
  },
  'pbf-broken': {
    zh: 'OSM PBF 文件已损坏（{detail}）；请重新下载。',
    en: 'The OSM PBF file is broken ({detail}); download it again.',
  },
  'pbf-unsupported': {
    zh: 'OSM PBF 文件使用了不支持的特性（{detail}）；请用 osmium 转换。',
    en: 'The OSM PBF file needs a feature that is not supported ({detail}); convert it with osmium.',
  },
  'pack-missing': {
    zh: '区域数据包不见了；请重新导入该区域。',
    en: 'The region’s pack is gone; import the region again.',
  },
  'pack-foreign': {
    zh: '不是医达的区域数据包；请重新导入该区域。',
    en: 'The file is not a region pack; import the region again.',
  },
  'pack-newer': {
    zh: '区域数据包由更新的版本生成；请升级程序或重新导入该区域。',
    en: 'The region pack was made by a newer version; upgrade or import the region again.',
  },
  'pack-truncated': {
    zh: '区域数据包不完整；请重新导入该区域。',
    en: 'The region pack is cut short; import the region again.',
  },
  'pack-broken': {
    zh: '区域数据包已损坏；请重新导入该区域。',
    en: 'The region pack is broken; import the region again.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
