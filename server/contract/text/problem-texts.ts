import { joined } from './sentence.ts';
import type { ProblemCode } from '../problems.ts';
import type { Bilingual } from './sentence.ts';

/** One sentence per problem: what is wrong and the way out. */
export const PROBLEM_TEXTS: Record<ProblemCode, Bilingual> = {
  'not-found': {
    zh: '没有这个地址：{path}。可用地址见 /api。',
    en: 'There is nothing at {path}. See /api for what there is.',
  },
  'method-not-allowed': { zh: '{path} 不接受 {method}。', en: '{path} does not take {method}.' },
  'not-acceptable': {
    zh: '无法以所要求的格式 {accept} 回答。',
    en: 'Cannot answer in the format asked for, {accept}.',
  },
  'region-not-found': {
    zh: '没有名为“{region}”的区域。现有区域：{known}。',
    en: 'There is no region “{region}”. Known regions: {known}.',
  },
  'process-not-found': {
    zh: '没有名为“{process}”的分析。现有分析：{known}。',
    en: 'There is no process “{process}”. Known processes: {known}.',
  },
  'run-not-found': {
    zh: '没有编号为“{run}”的运行结果，可能已被清理，请重新计算。',
    en: 'There is no run “{run}”; it may have been cleared. Run the analysis again.',
  },
  'job-not-found': { zh: '没有编号为“{job}”的任务。', en: 'There is no job “{job}”.' },
  'does-not-fit': {
    zh: '区域有 {cells} 个格网，约需 {need} MB 内存，本机只有 {available} MB 可用，任务未开始。请裁剪区域、加大格网，或换一台内存更大的机器。',
    en: joined(
      'The region has {cells} cells and needs about {need} MB of memory; {available} MB are free, so the ',
      'job was not started. Clip the region, use larger cells, or use a machine with more memory.',
    ),
  },
  'out-of-memory': {
    zh: '计算所需内存超出本机所能提供的，已中止这一次计算；其他计算与服务不受影响。请裁剪区域、加大格网、减少机构或候选点，或换一台内存更大的机器。',
    en: joined(
      'The calculation needed more memory than it can have here and was ended; other calculations and the ',
      'service go on. Clip the region, use larger cells, ask for fewer facilities or candidates, or use a ',
      'machine with more memory.',
    ),
  },
  'scenario-invalid': {
    zh: '情景中有 {count} 处改动无法采用；未作任何改动。{reason}',
    en: '{count} changes of the scenario cannot be made; none was. {reason}',
  },
  'scenario-locked': {
    zh: '情景“{name}”已锁定：请先解锁，或复制后修改。',
    en: 'Scenario “{name}” is locked: unlock it, or change a copy.',
  },
  'precondition-required': {
    zh: '修改情景须带 If-Match 头（读取时得到的 ETag），以免覆盖他人的修改。',
    en: joined(
      'Changing a scenario needs an If-Match header with the ETag it was read with, so that nobody is ',
      'overwritten unseen.',
    ),
  },
  'precondition-failed': {
    zh: '情景已被他人改为第 {version} 版：请重新读取后再改。',
    en: 'The scenario has been changed meanwhile (now version {version}): read it again first.',
  },
  'not-comparable': {
    zh: '无法比较：{reason}',
    en: 'These cannot be compared: {reason}',
  },
  'replay-impossible': {
    zh: '运行 {run} 无法重放：{reason}',
    en: 'Run {run} cannot be replayed: {reason}',
  },
  'result-not-ready': {
    zh: '任务 {job} 没有结果：状态 {status}，{message}',
    en: 'Job {job} has no result: it is {status}. {message}',
  },
  'upload-not-found': {
    zh: '没有编号为“{upload}”的上传文件，请重新上传。',
    en: 'There is no upload “{upload}”. Upload the file again.',
  },
  'import-not-found': {
    zh: '没有编号为“{import}”的导入文件，可能已过期清理，请重新上传。',
    en: 'There is no import “{import}”; its files may have been cleared. Send them again.',
  },
  'version-not-found': {
    zh: '区域“{region}”没有这个旧版本；请重新读取版本列表。',
    en: 'Region “{region}” has no such earlier version; read the list of versions again.',
  },
  'region-exists': {
    zh: '已有编号为“{region}”的区域；请换一个编号，或选择替换。',
    en: 'There is a region “{region}” already; take another id, or say that it is to be replaced.',
  },
  'collection-not-found': {
    zh: '没有名为“{collection}”的数据集。',
    en: 'There is no collection “{collection}”.',
  },
  'item-not-found': {
    zh: '数据集 {collection} 中没有要素 {item}。',
    en: 'Collection {collection} has no item {item}.',
  },
  'scenario-not-found': { zh: '没有编号为“{scenario}”的情景。', en: 'There is no scenario “{scenario}”.' },
  'invalid-json': { zh: '内容不是有效的 JSON:{reason}。', en: 'The body is not valid JSON: {reason}.' },
  'invalid-inputs': {
    zh: '有 {count} 个参数无法使用，见 errors。',
    en: 'Inputs that cannot be used: {count}; see errors.',
  },
  'unsupported-media-type': {
    zh: '无法读取 {type}，请以 {expected} 发送。',
    en: 'Cannot read {type}; send {expected}.',
  },
  'too-large': { zh: '内容超过 {limit} 的上限。', en: 'The content exceeds the limit of {limit}.' },
  'too-many-requests': {
    zh: '请求过于频繁，请在 {seconds} 秒后重试。',
    en: 'Too many requests; try again in {seconds} seconds.',
  },
  'queue-full': {
    zh: '任务队列已满（上限 {limit}），请稍后重试。',
    en: 'The job queue is full (limit {limit}); try again later.',
  },
  'storage-full': {
    zh: '服务器数据盘已满，结果无法保存。请清理或扩大数据文件夹（CARESHED_DATA）所在的磁盘后重试；已有结果仍可查看。',
    en: joined(
      'The disk of the data folder (CARESHED_DATA) is full, so nothing can be saved. Free or add space and ',
      'try again; stored answers can still be read.',
    ),
  },
  'storage-busy': {
    zh: '数据库正被其他程序占用，请稍后重试。',
    en: 'Another program holds the database; try again in a few seconds.',
  },
  'storage-read-only': {
    zh: '数据文件夹（CARESHED_DATA）不可写，结果无法保存。请检查磁盘与权限。',
    en: joined(
      'The data folder (CARESHED_DATA) cannot be written to, so nothing can be saved. Check the disk and ',
      'its permissions.',
    ),
  },
  'storage-broken': {
    zh: '读写数据文件夹（CARESHED_DATA）时磁盘出错，请检查磁盘。',
    en: 'The disk of the data folder (CARESHED_DATA) failed while it was read or written; check the disk.',
  },
  'host-not-allowed': {
    zh: '请求指向主机名“{host}”，该名称不属于本服务。若确需以此名称访问，请在启动时设置 CARESHED_HOSTS={host}。',
    en: joined(
      'The request names the host “{host}”, which is not a name of this service. To use it under this ',
      'name, start it with CARESHED_HOSTS={host}.',
    ),
  },
  'origin-not-allowed': {
    zh: '请求来自其他网站（{origin}），不允许更改本服务。请在本服务自己的页面操作，或使用命令行。',
    en: joined(
      'The request comes from another site ({origin}), which may not change anything here. Use the page of ',
      'this service or the command line.',
    ),
  },
  'invalid-geojson': {
    zh: '文件中有 {count} 处问题无法自动修复，见 errors。',
    en: 'The file has {count} faults that cannot be mended; see errors.',
  },
  'import-refused': { zh: '无法导入为区域：{reason}', en: 'The files do not make a region: {reason}' },
  'region-unreadable': {
    zh: '区域“{region}”的数据无法读取：{reason}',
    en: 'The data of region “{region}” cannot be read: {reason}',
  },
  'no-facilities': {
    zh: '没有符合条件的机构。区域共有 {available} 个机构，请放宽筛选条件或导入机构数据。',
    en: 'No facility matches. The region has {available}; relax the filter or import facilities.',
  },
  'no-reachable-facility': {
    zh: '选中的 {count} 个机构都在区域之外或障碍区内，无法到达。',
    en: 'All {count} chosen facilities lie outside the region or on a barrier; nobody can reach them.',
  },
  'origin-outside': {
    zh: '第 {index} 个起点（{lon}，{lat}）在区域范围之外。',
    en: 'Origin {index} ({lon}, {lat}) lies outside the region.',
  },
  'origin-on-barrier': {
    zh: '第 {index} 个起点（{lon}，{lat}）位于水面等障碍区，请选择陆地上的点。',
    en: 'Origin {index} ({lon}, {lat}) lies on water or another barrier; choose a point on land.',
  },
  'no-people': {
    zh: '区域或所选范围内没有人口，无从计算；请加入人口数据或另选统计范围。',
    en: joined(
      'No people live in the region or in the area chosen, so there is nobody to ask this for; add a ',
      'population layer or choose another area.',
    ),
  },
  'no-candidates': {
    zh: '没有符合规则的候选点（考察 {considered} 个格网），请放宽规则。',
    en: 'No candidate meets the rules ({considered} cells considered); relax them.',
  },
  'siting-infeasible': { zh: '无解：{reason}', en: 'No solution: {reason}' },
  'zones-not-found': {
    zh: '没有名为“{zones}”的分区图层。可用：{known}。',
    en: 'There is no zone layer “{zones}”. Known: {known}.',
  },
  'travel-refused': {
    zh: '出行参数无法使用：{reason}',
    en: 'The travel parameters cannot be used: {reason}',
  },
  'report-runs': {
    zh: '这些运行结果不能组成报告（{reason}）。报告由同一区域、其现有数据的运行组成，其中至少一个是 coverage、siting 或 siting-evaluate。',
    en: joined(
      'These runs do not make a report ({reason}). A report is made of runs of one region with the data it ',
      'has now, at least one of them of coverage, siting or siting-evaluate.',
    ),
  },
  'not-available': { zh: '此版本尚未提供：{what}。', en: 'Not available in this version: {what}.' },
  cancelled: { zh: '任务已取消。', en: 'The job was cancelled.' },
  internal: {
    zh: '服务器内部错误，编号 {id}。请将编号告知管理员。',
    en: 'Internal error, reference {id}. Tell the administrator this reference.',
  },
};
