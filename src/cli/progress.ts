import { Presets, SingleBar } from 'cli-progress';
import { dutchNumber, tell } from './output';

const LINE_EVERY_MS = 3_000;

/** Shows how far long work is: a bar on a terminal, a plain line every few seconds elsewhere; always on stderr. */
export class ProgressLine {
  private bar: SingleBar | null = null;
  private lastLine = Date.now();

  constructor(
    private readonly what: string,
    private readonly terminal: boolean = process.stderr.isTTY === true,
  ) {}

  /** `total` 0: not known. */
  show(done: number, total = 0): void {
    if (this.terminal) {
      if (!this.bar) {
        const format = `${this.what} {bar} {value} van {total}`;
        this.bar = new SingleBar(
          { format, stream: process.stderr, hideCursor: true, clearOnComplete: true },
          Presets.rect,
        );
        this.bar.start(Math.max(total, done), done);
      }
      this.bar.setTotal(Math.max(total, done));
      this.bar.update(done);
    } else if (Date.now() - this.lastLine >= LINE_EVERY_MS) {
      this.lastLine = Date.now();
      tell(`${this.what}: ${dutchNumber(done)}${total > 0 ? ` van ${dutchNumber(total)}` : ''}`);
    }
  }

  stop(): void {
    this.bar?.stop();
    this.bar = null;
  }
}
