import { Inject, Injectable } from '@nestjs/common';
import { field } from '../../../access/http/form';
import { type Reply, type Request, visitOf } from '../../../access/http/request';
import { formErrors } from '../../http/form-errors';
import { versionSent } from '../../http/shown-version';
import { Pages } from '../../layout/pages';
import type { NOTICES } from '../../layout/notices';
import { momentWithOffset } from '../../text/dates';
import { titleOf, type WorkForm, WorkFormPage } from './form-page';

/** Shows a form, does what was sent with it, and shows it again where that was refused. */
@Injectable()
export class FormDesk {
  constructor(@Inject(Pages) private readonly pages: Pages) {}

  /** `current`: the part of the navigation it belongs to. */
  send(request: Request, reply: Reply, form: WorkForm, current: string): void {
    const body = <WorkFormPage form={form} csrf={visitOf(request).session.csrf} />;
    const content = () => ({ title: titleOf(form), current, body });
    this.pages.send(request, reply, content, form.errors.length > 0 ? 422 : 200);
  }

  /** Leads back to where the form belongs once it is done. Throws what a form cannot answer, such as a 404. */
  async attempt(
    request: Request,
    reply: Reply,
    form: WorkForm,
    body: unknown,
    run: (given: Record<string, string>) => Promise<unknown>,
    notice: keyof typeof NOTICES = 'bewaard',
  ): Promise<void> {
    const names = [
      ...form.fields.map((spec) => spec.name),
      // `deel` too where it was not asked: whoever sends it without the right is told so
      ...(form.confidential ? ['vertrouwelijk', 'deel'] : []),
    ];
    const values = Object.fromEntries(names.map((name) => [name, field(body, name)]));
    const moments = form.fields.filter((spec) => spec.type === 'moment').map(({ name }) => name);
    const given = { ...values, ...Object.fromEntries(moments.map((name) => [name, momentWithOffset(values[name]!)])) };
    try {
      // a use case may throw before it begins to wait
      await Promise.resolve().then(() => run(given));
    } catch (error) {
      const current = `/${form.action.split('/')[1]}`;
      const version = versionSent(body) || undefined;
      return this.send(request, reply, { ...form, values, version, errors: formErrors(error) }, current);
    }
    this.pages.leadTo(request, reply, form.back.href, notice);
  }
}
