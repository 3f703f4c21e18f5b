import { joined } from './sentence.ts';
import type { Bilingual } from './sentence.ts';

/** What cannot be done in a scenario, and what its changes did. `change` is the place in the list, from 1. */
export const SCENARIO_TEXTS = {
  'scenario-needs': { zh: '缺少 {name}。', en: '{name} is missing.' },
  'scenario-other-region': {
    zh: '原情景属于区域 {region}，不能换到别的区域。',
    en: 'The scenario it comes from is of region {region} and cannot move to another.',
  },
  'scenario-facility-unknown': {
    zh: '第 {change} 项：此时没有编号为“{facility}”的机构。',
    en: 'Change {change}: there is no facility “{facility}” at that point.',
  },
  'scenario-facility-exists': {
    zh: '第 {change} 项：已有编号为“{facility}”的机构。',
    en: 'Change {change}: there is a facility “{facility}” already.',
  },
  'scenario-point-outside': {
    zh: '第 {change} 项：该点在区域之外。',
    en: 'Change {change}: the point lies outside the region.',
  },
  'scenario-point-on-barrier': {
    zh: '第 {change} 项：该点在水域或障碍上。',
    en: 'Change {change}: the point lies on water or another barrier.',
  },
  'scenario-nothing-changed': {
    zh: '第 {change} 项：没有给出要改变的内容。',
    en: 'Change {change} says nothing that should change.',
  },
  'scenario-source-or-across': {
    zh: '第 {change} 项：截断道路须给出 source 或 across 其中之一。',
    en: 'Change {change}: to cut a road give either source or across.',
  },
  'scenario-road-unknown': {
    zh: '第 {change} 项：没有来源编号为 {source} 的道路。',
    en: 'Change {change}: there is no road of source {source}.',
  },
  'scenario-nothing-to-cut': {
    zh: '第 {change} 项：这条线没有穿过任何道路。',
    en: 'Change {change}: the line crosses no road.',
  },
  'scenario-ferry-structure': {
    zh: '第 {change} 项：轮渡不能同时是桥梁或隧道。',
    en: 'Change {change}: a ferry is neither bridge nor tunnel.',
  },
  'scenario-barrier-empty': {
    zh: '第 {change} 项：该范围没有封闭任何格网（在区域外，或过小）。',
    en: 'Change {change}: the polygon closes no cell: it lies outside the region or is too small.',
  },
  'scenario-no-speeds': { zh: '第 {change} 项：没有给出速度。', en: 'Change {change} gives no speed.' },
  'scenario-zone-unknown': {
    zh: '第 {change} 项：没有名为“{name}”的分区。',
    en: 'Change {change}: there is no zone “{name}”.',
  },
  'scenario-road-joined': {
    zh: '情景第 {change} 项：新路长 {meters} 米，与现有道路有 {joins} 处相接；端点最多移动 {moved} 米。',
    en: joined(
      'Scenario change {change}: the new road is {meters} m long and joins others at {joins} places; an ',
      'end was moved by {moved} m at most.',
    ),
  },
  'scenario-road-alone': {
    zh: '情景第 {change} 项：新路长 {meters} 米，未与任何道路相接（30 米内没有道路），只能步行到达。',
    en: joined(
      'Scenario change {change}: the new road is {meters} m long and joins no other (none within 30 m of ',
      'its ends): it is reached on foot only.',
    ),
  },
  'scenario-roads-cut': {
    zh: '情景第 {change} 项：截断 {edges} 段道路。',
    en: 'Scenario change {change}: {edges} stretches of road were cut.',
  },
  'scenario-barrier': {
    zh: '情景第 {change} 项：封闭 {cells} 个格网，其中居住 {people} 人；影响 {roads} 段道路。',
    en: 'Scenario change {change}: {cells} cells with {people} people were closed, {roads} stretches of road ended.',
  },
  'scenario-population': {
    zh: '情景第 {change} 项是假设：人口每年增减 {yearlyPercent} %，共 {years} 年（乘以 {factor}）。范围：{zones}（空为全区）。',
    en: joined(
      'Scenario change {change} is an assumption: {yearlyPercent} % a year for {years} years (times ',
      '{factor}). Zones: {zones} (none named: everywhere).',
    ),
  },
  'scenario-population-by-zone': {
    zh: '情景第 {change} 项是假设：{zones} 个分区各有自己的年增减率，从 {least} % 到 {most} %。',
    en: joined(
      'Scenario change {change} is an assumption: {zones} zones have yearly rates of their own, from ',
      '{least} % to {most} %.',
    ),
  },
  'scenario-population-set': {
    zh: '情景第 {change} 项是假设：{zones} 个分区的人口由 {from} 人改为 {to} 人，按原人口图层的分布落到格网，各年龄段同比例。来源：{source}。',
    en: joined(
      'Scenario change {change} is an assumption: the people of {zones} zones are {to} instead of {from}, ',
      'living where the layer has people, all ages alike. Source: {source}.',
    ),
  },
  'scenario-zone-empty': {
    zh: '第 {change} 项：分区“{name}”在人口图层中没有人，{people} 人无处安放。',
    en: joined(
      'Change {change}: the population layer has nobody in the zone “{name}”, so {people} people have no ',
      'place in it.',
    ),
  },
  'scenario-zone-twice': {
    zh: '第 {change} 项：分区“{name}”已用另一个名称给出。',
    en: 'Change {change}: the zone “{name}” is given already under another name.',
  },
  'compare-other-cutoffs': {
    zh: '两侧的时限不同。',
    en: 'The two sides have different cut-offs.',
  },
  'compare-other-grid': { zh: '两侧的格网不同。', en: 'The two sides have different grids.' },
  'compare-not-coverage': {
    zh: '比较的一侧须是覆盖分析的运行编号、baseline 或 scenario:编号。',
    en: 'A side is the id of a coverage run, `baseline`, or `scenario:ID`.',
  },
  'compare-other-region': {
    zh: '该运行属于别的区域，或区域数据此后已更改。',
    en: 'The run is of another region, or the region has been replaced since.',
  },
  'compare-scenario-gone': {
    zh: '该运行所用情景的内容已不在。',
    en: 'The changes of the scenario it was made of are no longer there.',
  },
  'compare-contributions-cut': {
    zh: '情景有 {changes} 项改动，超过 {most} 项，未计算各项改动的贡献。',
    en: 'The scenario has {changes} changes, more than {most}: what each contributes was not worked out.',
  },
  'compare-other-people': {
    zh: '两侧计入的人口范围（within）不同，无法比较；请以相同的范围重新计算。',
    en: 'The two sides count different people (within); compute both with the same.',
  },
  'compare-other-start': {
    zh: '一侧承接了另一次运行，只计其剩下的人口，两侧的起点不同，相减没有意义；请比较承接同一次运行的两次分析，或都不承接的两次。',
    en: joined(
      'One side carries on from a run (residualOf) and counts only the people it left, the other does not ',
      'carry on from the same run: their difference means nothing. Compare two that carry on from one run, ',
      'or two that carry on from none.',
    ),
  },
  'compare-other-zones': {
    zh: '两侧的分区不同，只比较两侧都有的分区。',
    en: 'The two sides have different zones; those on both sides are compared.',
  },
  'scenario-speeds-unused': {
    zh: '情景改变了速度，但直线模型不使用道路和地面速度。',
    en: 'The scenario changes speeds; the straight-line model uses neither roads nor land.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
