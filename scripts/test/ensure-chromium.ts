import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'chrome',
];
const PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const PACKAGES = ['chromium', 'fonts-noto-cjk', 'poppler-utils'];

/**
 * Path of a Chrome, Chromium or Edge: the one in CARESHED_BROWSER, one that is installed, else Chromium
 * installed with apt as root or
 * by passwordless sudo. Throws naming the one command to run where neither is possible.
 */
export function ensureChromium(): string {
  const found = findBrowser();
  if (found && hasCommand('pdftoppm')) return found;
  if (!isDebian() || !canInstall()) {
    if (found) return found;
    throw new Error(
      isDebian()
        ? `no browser for the tests: run  sudo apt-get install -y ${PACKAGES.join(' ')}`
        : 'no browser for the tests: install Chrome, Chromium or Edge, or set CARESHED_BROWSER to its path',
    );
  }
  install();
  const installed = findBrowser();
  if (!installed)
    throw new Error(`no browser for the tests: run  sudo apt-get install -y ${PACKAGES.join(' ')}`);
  return installed;
}

function findBrowser(): string | null {
  const named = process.env['CARESHED_BROWSER'];
  if (named) {
    if (!existsSync(named)) throw new Error(`CARESHED_BROWSER names ${named}, which is not there`);
    return named;
  }
  for (const name of NAMES) {
    const which = spawnSync(process.platform === 'win32' ? 'where' : 'which', [name], { encoding: 'utf8' });
    const path = which.status === 0 ? which.stdout.split(/\r?\n/)[0] : undefined;
    if (path) return path;
  }
  return PATHS.find((path) => existsSync(path)) ?? null;
}

function hasCommand(name: string): boolean {
  return spawnSync('which', [name]).status === 0;
}

function isDebian(): boolean {
  return (
    process.platform === 'linux' &&
    existsSync('/etc/os-release') &&
    /debian|ubuntu/i.test(readFileSync('/etc/os-release', 'utf8'))
  );
}

function canInstall(): boolean {
  return process.getuid?.() === 0 || spawnSync('sudo', ['-n', 'true']).status === 0;
}

function install(): void {
  const root = process.getuid?.() === 0;
  const run = (args: string[]): void => {
    const [command, ...rest] = root ? args : ['sudo', '-n', ...args];
    execFileSync(command!, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  console.log(`installing ${PACKAGES.join(', ')} with apt for the browser tests`);
  run(['apt-get', 'update', '-qq']);
  run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...PACKAGES]);
}
