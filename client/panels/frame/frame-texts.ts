import type { Bilingual } from '../../../server/contract/text/sentence.ts';

/** Around the screens: header, tabs, problems and announcements for screen readers. */
export const FRAME_TEXTS = {
  appName: { zh: '医达', en: 'Careshed' },
  appTagline: { zh: '基层医疗可及性规划', en: 'Primary care access planning' },
  skipToPanel: { zh: '跳到结果面板', en: 'Skip to results' },
  skipToMap: { zh: '跳到地图', en: 'Skip to map' },
  region: { zh: '区域', en: 'Region' },
  synthetic: { zh: '示范数据', en: 'Synthetic data' },
  syntheticHint: {
    zh: '本区域为虚构的示范数据，不对应任何真实地方。',
    en: 'This region is invented demonstration data; it is no real place.',
  },
  language: { zh: '语言', en: 'Language' },
  share: { zh: '复制链接', en: 'Copy link' },
  shareDone: { zh: '链接已复制', en: 'Link copied' },
  shareFailed: { zh: '无法复制，请从地址栏复制', en: 'Could not copy; take the link from the address bar' },
  report: { zh: '报告', en: 'Report' },
  reportOpen: { zh: '打开可打印网页', en: 'Open printable page' },
  reportPdf: { zh: '下载 PDF', en: 'Download PDF' },
  reportDocx: { zh: '下载 Word', en: 'Download Word' },
  reportXlsx: { zh: '下载 Excel', en: 'Download Excel' },
  reportGeojson: { zh: '下载 GeoJSON', en: 'Download GeoJSON' },
  reportGpkg: { zh: '下载 GeoPackage', en: 'Download GeoPackage' },
  reportNeedsResult: {
    zh: '先计算覆盖情况，再生成报告。',
    en: 'Compute coverage first, then make the report.',
  },
  reportNeedsFresh: {
    zh: '结果早于当前设置，请先重新计算。',
    en: 'Results are older than the settings. Recompute first.',
  },
  undo: { zh: '撤销', en: 'Undo' },
  redo: { zh: '重做', en: 'Redo' },
  tabs: { zh: '分析', en: 'Analyses' },
  tabCoverage: { zh: '现状', en: 'Coverage' },
  tabPoint: { zh: '此处', en: 'Here' },
  tabBoundary: { zh: '边界', en: 'Boundary' },
  tabSiting: { zh: '选址', en: 'Siting' },
  tabData: { zh: '数据', en: 'Data' },

  problemOffline: {
    zh: '连接不上服务。请确认服务正在运行，然后重试。',
    en: 'The service does not answer. See that it is running, then try again.',
  },
  problemUnexpected: {
    zh: '服务给出了意外的回答（{what}）。',
    en: 'The service gave an unexpected answer ({what}).',
  },
  problemMap: {
    zh: '这个浏览器无法显示地图（需要 WebGL2）。数字与表格仍可使用。',
    en: 'This browser cannot draw the map (it needs WebGL2). Figures and tables still work.',
  },
  problemPlaces: { zh: '问题所在', en: 'Where' },

  saidUploaded: { zh: '边界已载入，{count} 个要素。', en: 'Boundary loaded, {count} features.' },
  saidCovered: { zh: '{minutes} 分钟内覆盖 {percent}。', en: '{percent} covered within {minutes} minutes.' },
  saidSites: { zh: '选址完成，{count} 个站点。', en: 'Siting done, {count} sites.' },
  saidPoint: { zh: '地点分析完成。', en: 'The place has been analysed.' },
  saidCandidates: { zh: '有 {count} 个候选点。', en: '{count} candidate sites.' },
  saidStudy: { zh: '分析完成。', en: 'The analysis is done.' },
  saidUndone: { zh: '已撤销', en: 'Undone' },
} as const satisfies Record<string, Bilingual>;
