/**
 * How many times as long a second of work takes here now as on a processor of its own, at least 1: what is
 * measured on a machine that others use is held against the bound of a quiet one times this.
 */
export function measureCrowd(): number {
  const [began, before] = [performance.now(), process.cpuUsage()];
  for (;;) {
    const { user, system } = process.cpuUsage(before);
    const milliseconds = (user + system) / 1000;
    if (milliseconds > 150) return Math.max(1, (performance.now() - began) / milliseconds);
  }
}
