import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { lastValueFrom, type Observable, of } from 'rxjs';
import type { Reply, Request } from '../../access/http/request';
import { Pages } from '../layout/pages';
import { SentForms } from './sent-forms';

/** Leads who sends a form for the second time to where the first one led, without doing it again. */
@Injectable()
export class OnceInterceptor implements NestInterceptor {
  constructor(
    @Inject(SentForms) private readonly forms: SentForms,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const [request, reply] = [
      context.switchToHttp().getRequest<Request>(),
      context.switchToHttp().getResponse<Reply>(),
    ];
    const form = this.forms.of(request);
    if (form === null) return next.handle();
    const done = await this.forms.take(form);
    if (done !== null) {
      this.pages.leadTo(request, reply, done.path, done.notice);
      return of(undefined);
    }
    try {
      return of(await lastValueFrom(next.handle(), { defaultValue: undefined }));
    } finally {
      // refused, or shown again with what is wrong with it: nothing was done
      if (request.done === undefined) await this.forms.release(form);
      else await this.forms.keep(form, request.done);
    }
  }
}
