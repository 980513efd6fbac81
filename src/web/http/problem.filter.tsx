import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Logger } from '@nestjs/common';
import { Problem } from '../../platform/errors';
import { Paragraph, Heading, Link } from '../components/text';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { told } from '../text/told';
import { LoginPage } from '../login/login-page';
import { problemBody, type ProblemShown, problemShown } from './problem-body';
import type { Reply, Request } from '../../access/http/request';
import { wantsJson } from '../../access/http/request';
import { RefusedLooks } from '../../access/http/refused-looks';
import { Visits } from '../../access/http/visits';

/** What is not there for a moment (the database that restarts, too many who look on) may be asked again after so long. */
const AGAIN_SECONDS = 10;

/** Every error ends here: a page for a person, problem+json for a program, a line without personal data for the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('web');

  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Visits) private readonly visits: Visits,
    @Inject(LoginPage) private readonly login: LoginPage,
    @Inject(RefusedLooks) private readonly refused: RefusedLooks,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<Request>();
    const reply = host.switchToHttp().getResponse<Reply>();
    const told = problemShown(error);
    const shown = told.status === 500 && unreadable(request) ? problemShown(UNREADABLE) : told;
    this.log(error, shown, request);
    if (isRefusal(error, shown)) this.refused.tell(request, shown.status);
    if (reply.sent) return;
    if (shown.status === 503) reply.header('retry-after', AGAIN_SECONDS);
    if (wantsJson(request)) {
      reply
        .code(shown.status)
        .header('cache-control', 'no-store')
        .type('application/problem+json')
        .send(JSON.stringify(problemBody(shown, error)));
    } else if (shown.status === 401) {
      this.login.send(request, reply, { status: 401, to: pathOf(request), notice: shown.detail });
    } else {
      // who asks only decides what the head of the page shows: when even that cannot be read, nobody does
      await this.visits.of(request).catch(() => (request.visit = null));
      const content = () => ({ title: t(shown.title), body: <ErrorBody {...shown} /> });
      this.pages.send(request, reply, content, shown.status);
    }
  }

  /** The route, not the address; the kind of error, not its words: those may hold personal data. */
  private log(error: unknown, shown: ProblemShown, request: Request): void {
    const line = { code: shown.code, status: shown.status, method: request.method, route: routeOf(request) };
    if (error instanceof Problem) {
      if (error.logLevel === 'error') this.logger.error({ ...line, kind: kindOf(error.cause) });
      else if (error.logLevel === 'warn') this.logger.warn(line);
      else this.logger.debug(line);
    } else if (shown.status >= 500) {
      this.logger.error({ ...line, kind: kindOf(error), frames: framesOf(error) });
    } else {
      this.logger.debug(line);
    }
  }
}

function ErrorBody({ status, title, detail }: ProblemShown) {
  return (
    <div class="ls-narrow">
      <Heading level={1}>{t(title)}</Heading>
      <Paragraph lead>{told(detail)}</Paragraph>
      {status === 404 && <Paragraph>{t('Controleer het adres, of begin opnieuw.')}</Paragraph>}
      <Paragraph>
        <Link href="/">{t('Naar het begin')}</Link>
      </Paragraph>
    </div>
  );
}

/** What is not there for who asks, or not for their role; the desk of a dossier accounts for the Wpg part itself. */
function isRefusal(error: unknown, { status }: ProblemShown): boolean {
  return error instanceof Problem && (status === 404 || error.code === 'mag-niet');
}

/** The reader of forms with files throws plain errors where the form breaks off or has no boundaries. */
function unreadable(request: Request): boolean {
  return !request.bodyRead && /^multipart\//i.test(request.headers['content-type'] ?? '');
}
const UNREADABLE = { statusCode: 400 };

function pathOf(request: Request): string {
  return request.method === 'GET' ? request.url.split('?')[0]! : '/';
}

function routeOf(request: Request): string {
  return request.routeOptions?.url ?? 'onbekend';
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? `${error.name} ${code}` : error.name;
}

function framesOf(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 8);
}
