import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own of a few megabytes, in memory. Only root can mount one. */
export interface SmallDisk {
  path: string;
  /** fills it until so many bytes are left */
  fill: (left: number) => void;
  /** makes room again */
  free: () => void;
  remove: () => void;
}

export function canMountDisk(): boolean {
  const disk = process.getuid?.() === 0 ? mountDisk(1) : null;
  disk?.remove();
  return disk !== null;
}

/** Null where it cannot be mounted here. */
export function mountDisk(megabytes: number): SmallDisk | null {
  const path = mkdtempSync(join(tmpdir(), 'leerspoor-disk-'));
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]).status !== 0) {
    rmSync(path, { recursive: true });
    return null;
  }
  const ballast = join(path, 'ballast');
  return {
    path,
    fill: (left) => {
      const { bavail, bsize } = statfsSync(path);
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - left)));
    },
    free: () => rmSync(ballast, { force: true }),
    remove: () => {
      spawnSync('umount', ['-l', path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}
