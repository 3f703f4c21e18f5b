import type { Bilingual } from '../../../server/contract/text/sentence.ts';

/** Coverage inside an uploaded boundary. */
export const BOUNDARY_TEXTS = {
  boundaryIntro: {
    zh: '把 GeoJSON 边界文件拖到页面任意位置，或选择文件。系统会先检查，再报告每个要素内的覆盖情况。',
    en:
      'Drop a GeoJSON boundary anywhere on the page, or choose a file. It is ' +
      'checked first; then the coverage inside each feature is reported.',
  },
  boundaryChoose: { zh: '选择文件', en: 'Choose a file' },
  boundaryAnother: { zh: '换一个文件', en: 'Another file' },
  boundaryFeatures: { zh: '{count} 个要素', en: '{count} features' },
  boundaryName: { zh: '名称字段', en: 'Name column' },
  boundaryClear: { zh: '移除边界', en: 'Remove' },
  boundaryRows: { zh: '各要素覆盖情况', en: 'Coverage by feature' },
  basisCell: { zh: '格网中心', en: 'cell centre' },
  basisArea: { zh: '面积占比', en: 'area share' },
  basisHint: {
    zh: '格网归属于包含其中心的多边形；少于 20 个格网的多边形按面积占比计入。',
    en: 'A cell belongs to the polygon that holds its centre; polygons smaller than 20 cells count by area share.',
  },
  outsideKm2: { zh: '区域外 {area} km²', en: '{area} km² outside the region' },
  boundaryProblem: { zh: '这个文件无法使用', en: 'This file cannot be used' },
  boundaryRepairs: { zh: '检查结果', en: 'What was checked and mended' },
} as const satisfies Record<string, Bilingual>;
