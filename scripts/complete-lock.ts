import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { home } from './build/build-parts.ts';

// After `npm install` behind a mirror that lacks other platforms' binaries: the lock file then misses them
// and `npm ci` refuses it.
// Adds each missing optional platform package at the version its parent asks for, with the platform its
// name states.

interface LockedPackage {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}
const path = join(home, 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8')) as { packages: Record<string, LockedPackage> };

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/darwin/, 'darwin'],
  [/win32/, 'win32'],
  [/android/, 'android'],
  [/freebsd/, 'freebsd'],
  [/openharmony/, 'openharmony'],
  [/linux/, 'linux'],
];
const PROCESSORS: readonly (readonly [RegExp, string])[] = [
  [/arm64/, 'arm64'],
  [/(-|\b)arm(-|\b|eabi)/, 'arm'],
  [/ia32/, 'ia32'],
  [/x64/, 'x64'],
  [/ppc64/, 'ppc64'],
  [/riscv64/, 'riscv64'],
  [/s390x/, 's390x'],
  [/loong64/, 'loong64'],
];

let added = 0;
for (const parent of Object.values(lock.packages))
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    const system = SYSTEMS.find(([pattern]) => pattern.test(name))?.[1];
    const processor = PROCESSORS.find(([pattern]) => pattern.test(name))?.[1];
    if (lock.packages[key] || !system || !processor || !/^\d/.test(version)) continue;
    lock.packages[key] = {
      version,
      cpu: [processor],
      ...(parent.dev ? { dev: true } : {}),
      ...(/musl/.test(name) ? { libc: ['musl'] } : /linux.*gnu/.test(name) ? { libc: ['glibc'] } : {}),
      optional: true,
      os: [system],
    };
    added++;
  }
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} platform packages added`);
