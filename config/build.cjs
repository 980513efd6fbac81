/**
 * Builds dist/. With `--waar-nodig` only where a source is newer than the last build.
 * What it says goes to stderr: stdout belongs to the command that runs after it.
 */
const { spawnSync } = require('node:child_process');
const {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmdirSync,
  statSync,
  utimesSync,
  writeFileSync,
} = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const stamp = join(root, 'dist', '.built');
const lock = join(root, 'dist', '.building');
const LONGEST_BUILD_MS = 180_000;
const entry = join(root, 'dist', 'src', 'main.js');
const sources = [
  'src',
  'migrations',
  'test/bench',
  'test/pages/addresses.ts',
  'test/pages/pages.ts',
  'tsconfig.json',
  'config/tsconfig.build.json',
  'nest-cli.json',
];

function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs);
}

function isCurrent() {
  if (!existsSync(stamp) || !existsSync(entry)) return false;
  const built = statSync(stamp).mtimeMs;
  return sources.every((source) => newest(join(root, source)) < built);
}

/** One build at a time; who comes second waits, and mostly finds that nothing is left to do. */
function alone(work) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      if (since > 0 && Date.now() - since > LONGEST_BUILD_MS) rmdirSync(lock);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
  try {
    work();
  } finally {
    rmdirSync(lock);
  }
}

/** Throws where the sources do not compile. */
function build({ whereNeeded }) {
  if (whereNeeded && isCurrent()) return;
  alone(() => {
    if (whereNeeded && isCurrent()) return;
    const started = new Date();
    process.stderr.write('Leerspoor wordt gebouwd…\n');
    const nest = require.resolve('@nestjs/cli/bin/nest.js', { paths: [root] });
    const { status, stdout, stderr } = spawnSync(process.execPath, [nest, 'build'], { cwd: root, encoding: 'utf8' });
    process.stderr.write(stdout + stderr);
    if (status !== 0) throw new Error('Het bouwen is mislukt.');
    chmodSync(entry, 0o755);
    writeFileSync(stamp, '');
    // a source saved during the build counts as newer
    utimesSync(stamp, started, started);
  });
}

module.exports = { build };

if (require.main === module) {
  try {
    build({ whereNeeded: process.argv.includes('--waar-nodig') });
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
