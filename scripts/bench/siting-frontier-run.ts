import { solveMclpFrontier, type FrontierPoint } from '../../server/kernel/siting/mclp-frontier.ts';
import { makeIslandCover } from './siting-cases.ts';

/** What the child process of the frontier rows prints. */
export interface FrontierRun {
  readonly arcs: number;
  readonly firstSeconds: number;
  readonly totalSeconds: number;
  /** When the widest gap for up to 20 sites first fell to 2 percent; null when never. */
  readonly earlySeconds: number | null;
  readonly worstPercent: number;
  readonly coreSites: number;
  readonly checksum: number;
  readonly peakMegabytes: number;
}

const widest = (points: readonly FrontierPoint[]): number =>
  Math.max(...points.map((point) => point.gapPercent));

const cover = makeIslandCover(186_719, 16_800_000, 1);
const started = process.cpuUsage();
const seconds = (): number => {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
};
let firstSeconds = 0;
let earlySeconds: number | null = null;
const answer = solveMclpFrontier(cover, {
  mostSites: 100,
  onPoints: (points) => {
    if (firstSeconds === 0) firstSeconds = seconds();
    if (earlySeconds === null && widest(points.slice(0, 20)) <= 2) earlySeconds = seconds();
  },
});
const run: FrontierRun = {
  arcs: cover.demandIndex.length,
  firstSeconds,
  totalSeconds: seconds(),
  earlySeconds,
  worstPercent: widest(answer.points),
  coreSites: answer.coreSites,
  checksum: Math.round(answer.points.reduce((sum, point) => sum + point.value, 0)),
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(run));
