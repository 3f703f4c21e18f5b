import { joined } from './sentence.ts';
import type { Bilingual } from './sentence.ts';

/**
 * Questions of travel and siting that cannot be answered as asked: what stands in the way, and the way out.
 */
export const REFUSAL_TEXTS = {
  'travel.unused-parameter': {
    zh: '参数 {parameter} 在模型“{model}”、方式“{mode}”下不起作用；请去掉该参数或更换模型。',
    en: 'The parameter {parameter} means nothing with model {model} and mode {mode}; leave it out or change the model.',
  },
  'travel.no-heights': {
    zh: '区域没有高程数据，slope 不起作用；请去掉该参数，或导入含高程的区域。',
    en: 'The region has no heights, so slope has no effect; leave it out, or import the region with heights.',
  },
  'travel.off-road-closed': {
    zh: '地表类型“{landClass}”不可步行，车辆也无法在其上停靠；请先给出该类型的步行速度，或去掉其越野速度。',
    en: joined(
      'Land of class {landClass} is closed to walkers, so no vehicle can be boarded or left there; give it ',
      'a walking speed or leave its off-road speed out.',
    ),
  },
  'travel.nothing-to-ride': {
    zh: '区域的 {roads} 条道路中没有可供该出行方式（{mode}）通行的；请改用步行，加入道路数据，或在 speeds.road 中为道路等级设定速度。',
    en: joined(
      'None of the {roads} roads of the region carries this mode ({mode}); choose walking, add roads, or ',
      'set speeds for its classes of road in speeds.road.',
    ),
  },
  'travel.grid-too-large': {
    zh: '区域有 {cells} 个格网，超过可计算的 {most} 个；请以更大的格网边长重新导入。',
    en: 'The region has {cells} cells, more than the {most} that can be computed; import it again with larger cells.',
  },
  'travel.unknown-land-class': {
    zh: '格网 {cell} 的地表类型代码 {landClass} 无法识别；请重新导入该区域。',
    en: 'Cell {cell} has the unknown land class {landClass}; import the region again.',
  },
  'siting.no-demand': {
    zh: '所选范围内没有需要服务的人口；请放宽范围，或缩短时限后再试。',
    en: 'There is nobody to serve in what was chosen; widen the area or shorten the cut-off.',
  },
  'siting.no-candidates': {
    zh: '没有候选点可选；请放宽候选规则。',
    en: 'There is no candidate site to choose from; relax the rules for candidates.',
  },
  'siting.too-many-sites': {
    zh: '要求新增 {wanted} 个点，与候选点数量不符；请减少点数或放宽候选规则。',
    en: joined(
      '{wanted} sites were asked for, which the candidates do not allow; ask for fewer or relax the rules ',
      'for candidates.',
    ),
  },
  'siting.budget-too-small': {
    zh: '预算 {budget} 不足以建设任何一个点，最低费用为 {cheapest}；请提高预算。',
    en: 'A budget of {budget} buys nothing, the cheapest costs {cheapest}; raise the budget.',
  },
  'siting.target-infeasible': {
    zh: '在现有候选点和限制条件下达不到要求；请延长时限、增加候选点或降低目标。',
    en: joined(
      'What was asked for cannot be reached with these candidates and limits; lengthen the cut-off, add ',
      'candidates or lower the target.',
    ),
  },
  'siting.target-percent-infeasible': {
    zh: '覆盖率目标 {targetPercent}% 无法达到，最高为 {mostPercent}%；请延长时限、增加候选点或降低目标。',
    en: joined(
      'A coverage of {targetPercent}% cannot be reached, the most is {mostPercent}%; lengthen the cut-off, ',
      'add candidates or lower the target.',
    ),
  },
  'siting.duplicate-candidates': {
    zh: '候选点有重复；请去掉重复的点。',
    en: 'Candidates are given twice; leave the repeats out.',
  },
  'siting.contradictory-fixed': {
    zh: '同一个点被重复指定，或既要求选中又要求排除；请核对指定的点。',
    en: 'A site is given twice, or both fixed and excluded; check the given sites.',
  },
  'siting.index-out-of-range': {
    zh: '指定的点不在候选点之列；请核对。',
    en: 'A given site is not among the candidates; check it.',
  },
  'siting.bad-number': {
    zh: '选址参数中有无法使用的数值（{detail}）；请核对。',
    en: 'A number of the siting inputs cannot be used ({detail}); check it.',
  },
  'siting.bad-shape': {
    zh: '选址参数的项数与候选点或需求点不符（{detail}）；请核对。',
    en: 'Siting inputs do not match the candidates or the demand in number ({detail}); check them.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
