import { joined } from './sentence.ts';
import type { Bilingual } from './sentence.ts';

/**
 * Faults of an uploaded boundary that keep it from being used; the pointer beside the sentence states where.
 */
export const BOUNDARY_FAULT_TEXTS = {
  'json-empty': {
    zh: '文件是空的；请选择含有面要素的 GeoJSON 文件。',
    en: 'The file is empty; choose a GeoJSON file with polygons.',
  },
  'geojson-empty': {
    zh: '文件中没有要素；请导出至少一个面要素。',
    en: 'The file has no features; export at least one polygon.',
  },
  'geojson-no-areas': {
    zh: '文件中没有面要素，只有点、线或空几何；统计人口需要面。',
    en: 'The file has no polygons, only points, lines or empty geometries; counting people needs areas.',
  },
  'geojson-structure': {
    zh: '此处不符合 GeoJSON 结构（{detail}）；请从 GIS 软件重新导出。',
    en: 'This is not GeoJSON’s structure ({detail}); export the file again from a GIS.',
  },
  'geojson-too-deep': {
    zh: '几何集合嵌套超过 {limit} 层；请拆分为普通面要素。',
    en: 'Geometry collections are nested deeper than {limit}; split them into plain polygons.',
  },
  'geojson-too-many-features': {
    zh: '文件有 {count} 个要素，超过 {limit} 个的上限；请拆分文件。',
    en: 'The file has {count} features, more than the limit of {limit}; split it.',
  },
  'geojson-too-many-vertices': {
    zh: '文件的顶点数超过 {limit} 个的上限；请简化边界。',
    en: 'The file has more vertices than the limit of {limit}; simplify the boundary.',
  },
  'position-unreadable': {
    zh: '此处应为“[经度，纬度]”形式的坐标。',
    en: 'Here a position [longitude, latitude] is expected.',
  },
  'position-not-finite': {
    zh: '坐标 {value} 不是数值；请改为十进制度的数字。',
    en: 'The coordinates {value} are no numbers; give decimal degrees as numbers.',
  },
  'position-outside-crs': {
    zh: '此处坐标超出坐标系 {crs} 的适用范围；请核对文件的坐标系。',
    en: 'This position lies outside what the CRS {crs} can hold; check the file’s CRS.',
  },
  'position-out-of-bounds': {
    zh: '坐标（{x}，{y}）不是经纬度；经度应在 -180 至 180、纬度应在 -90 至 90 之间。',
    en: 'The position ({x}, {y}) is no longitude and latitude; they run from -180 to 180 and -90 to 90.',
  },
  'coordinates-projected': {
    zh: '坐标（如 {x}，{y}）是投影坐标（米），但文件没有注明坐标系；请转换为 WGS 84 经纬度（EPSG:4326）后上传。',
    en: joined(
      'The coordinates (such as {x}, {y}) are projected metres, but the file names no CRS; convert to ',
      'longitude and latitude (EPSG:4326).',
    ),
  },
  'coordinates-swapped-maybe': {
    zh: '坐标（{west}，{south}）可能是经纬度写反了；GeoJSON 的顺序为经度在前、纬度在后。',
    en: 'Longitude and latitude seem to be swapped ({west}, {south}); GeoJSON puts longitude first.',
  },
  'ring-without-area': {
    zh: '此环没有面积（{positions} 个顶点）；一个面至少需要三个不在一条直线上的点。',
    en: 'This ring has no area ({positions} positions); a polygon needs three points that are not in one line.',
  },
  'ring-around-pole': {
    zh: '此面环绕极点，无法处理；请沿 180° 经线拆分。',
    en: 'This polygon runs around a pole and cannot be used; split it at the 180th meridian.',
  },
  'ring-self-intersection': {
    zh: '边界在经度 {lon}、纬度 {lat} 处自相交（另一段见 {other}）；请用 GIS 软件的“修复几何”处理。',
    en: joined(
      'The boundary crosses itself at longitude {lon}, latitude {lat} (the other segment: {other}); mend ',
      'it with a GIS’s “fix geometries”.',
    ),
  },
  'rings-cross': {
    zh: '两个环在经度 {lon}、纬度 {lat} 处相交（另一段见 {other}）；请修正内环与外环。',
    en: 'Two rings cross at longitude {lon}, latitude {lat} (the other segment: {other}); mend hole and outer ring.',
  },
  'hole-outside': {
    zh: '内环（洞）位于外环之外；请改为单独的面。',
    en: 'A hole lies outside its outer ring; make it a polygon of its own.',
  },
  'hole-in-hole': {
    zh: '内环（洞）位于另一个内环之中（{other}）；请改为单独的面。',
    en: 'A hole lies within another hole ({other}); make it a polygon of its own.',
  },
  'name-property-unknown': {
    zh: '要素没有名为“{name}”的文本属性；可用：{known}。',
    en: 'The features have no text property “{name}”. There are: {known}.',
  },
  'boundary-outside-region': {
    zh: '边界（经度 {west} 至 {east}，纬度 {south} 至 {north}）与所选区域没有重合；请核对文件或换一个区域。',
    en: joined(
      'The boundary (longitude {west} to {east}, latitude {south} to {north}) does not meet the chosen ',
      'region; check the file or choose another region.',
    ),
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** What was mended or left out of an uploaded boundary; `{count}` is how often, `{pointer}` where first. */
export const BOUNDARY_REPAIR_TEXTS = {
  'geometry-null': {
    zh: '{count} 个要素没有几何图形，已略去（首个：{pointer}）。',
    en: '{count} features without geometry were left out (first: {pointer}).',
  },
  'properties-nested-dropped': {
    zh: '{count} 个要素含有嵌套的属性值，已略去（首个：{pointer}）。',
    en: 'Nested property values of {count} features were left out (first: {pointer}).',
  },
  'geometry-not-area': {
    zh: '{count} 个几何不是面（如 {type}），已略去（首个：{pointer}）。',
    en: '{count} geometries that are no areas (such as {type}) were left out (first: {pointer}).',
  },
  'geometry-collection-opened': {
    zh: '{count} 个几何集合已拆开，取其中的面（首个：{pointer}）。',
    en: '{count} geometry collections were opened for their polygons (first: {pointer}).',
  },
  'heights-dropped': {
    zh: '{count} 个坐标带有高程值，已略去高程。',
    en: '{count} positions carried a height, which was dropped.',
  },
  'vertices-repeated': {
    zh: '{count} 个环有连续重复的顶点，已合并。',
    en: '{count} rings repeated a vertex; repeats were merged.',
  },
  'ring-closed': {
    zh: '{count} 个环首尾不相接，已自动闭合（首个：{pointer}）。',
    en: '{count} rings did not end where they began and were closed (first: {pointer}).',
  },
  'hole-without-area-dropped': {
    zh: '{count} 个没有面积的内环已略去（首个：{pointer}）。',
    en: '{count} holes without area were left out (first: {pointer}).',
  },
  reprojected: {
    zh: '坐标已从 {crs} 转换为 WGS 84 经纬度。',
    en: 'Coordinates were converted from {crs} to longitude and latitude (WGS 84).',
  },
  'coordinates-swapped': {
    zh: '文件的经纬度顺序写反，已按“经度在前”对调；请在地图上核对位置。',
    en: 'The file had latitude before longitude; the axes were swapped. Check the place on the map.',
  },
  'antimeridian-split': {
    zh: '{count} 个面跨越 180° 经线，已在该处拆分（首个：{pointer}）。',
    en: '{count} polygons cross the 180th meridian and were split there (first: {pointer}).',
  },
  'ring-touches': {
    zh: '{count} 个面的边界在个别点处自相接触，不影响统计（首个：{pointer}）。',
    en: '{count} polygons touch themselves in single points, which does not change the figures (first: {pointer}).',
  },
  'winding-mended': {
    zh: '{count} 个环的方向不符合 RFC 7946，已调整（首个：{pointer}）。',
    en: '{count} rings were wound against RFC 7946 and were turned (first: {pointer}).',
  },
  'feature-repeated': {
    zh: '{count} 个要素与前面的要素完全相同，仍各自统计（首个：{pointer}）。',
    en: '{count} features repeat an earlier one exactly; each still has its own row (first: {pointer}).',
  },
  'features-outside-region': {
    zh: '{count} 个要素不在区域范围内，其人口未知：{names}。',
    en: '{count} features lie outside the region; their people are unknown: {names}.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
