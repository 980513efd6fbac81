import { Logger } from '@nestjs/common';
import { errorCode } from '../failure';

/** Tells once that the shared queue fell silent and once that it answers again, however often it is tried between. */
export class Outage {
  private readonly log = new Logger('SharedQueue');
  private silent = false;

  failed(error: unknown): void {
    if (this.silent) return;
    this.silent = true;
    this.log.error({
      msg: 'de gedeelde wachtrij antwoordt niet; het werk wacht in de database',
      code: errorCode(error),
    });
  }

  over(): void {
    if (!this.silent) return;
    this.silent = false;
    this.log.log({ msg: 'de gedeelde wachtrij antwoordt weer' });
  }
}
