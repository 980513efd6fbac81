import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/database/sql';

/** A room that counts what others keep: it runs `destroy` and remembers by how much its counts fell. */
export type KeepCounts = (work: Work, pupils: readonly string[], destroy: () => Promise<void>) => Promise<void>;

/** Figures keep their counts when what they counted goes. Rooms above register in `onModuleInit`. */
@Injectable()
export class CountKeepers {
  private readonly keepers: KeepCounts[] = [];

  register(keeper: KeepCounts): void {
    this.keepers.push(keeper);
  }

  around(work: Work, pupils: readonly string[], destroy: () => Promise<void>): Promise<void> {
    const all = this.keepers.reduceRight<() => Promise<void>>(
      (inner, keeper) => () => keeper(work, pupils, inner),
      destroy,
    );
    return all();
  }
}
