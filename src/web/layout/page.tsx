import type { ComponentChildren } from 'preact';
import { CsrfField } from '../components/forms';
import type { Visit } from '../../access/http/request';
import type { Asset } from '../style/stylesheet';
import { ROLE_NAMES } from '../text/dossiers';
import { currentLanguage, t } from '../text/language';
import { Alert } from '../components/show';
import { navigationOf } from './navigation';

export interface PageContent {
  /** before " - Leerspoor" in the title of the window */
  title: string;
  /** the part of the navigation that this page belongs to */
  current?: string;
  /** as wide as the window: for tables and overviews */
  wide?: boolean;
  body: ComponentChildren;
}

interface Props extends PageContent {
  visit: Visit | null;
  assets: { css: Asset; icon: Asset; script: Asset };
  /** the address of this page, to come back to */
  path: string;
  /** said once, after a change */
  notice?: string;
}

/** The frame around each page. */
export function Page({ title, current, wide, body, visit, assets, path, notice }: Props) {
  return (
    <html lang={currentLanguage()} class="utrecht-root">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} - Leerspoor`}</title>
        <link rel="icon" href={assets.icon.path} type="image/svg+xml" />
        <link rel="stylesheet" href={assets.css.path} />
        <script src={assets.script.path} defer />
      </head>
      <body class="utrecht-body utrecht-document">
        <a class="utrecht-skip-link utrecht-skip-link--visible-on-focus" href="#inhoud">
          {t('Naar de inhoud')}
        </a>
        <div class={`utrecht-page-layout ls-frame${wide ? ' ls-frame--wide' : ''}`}>
          <Header visit={visit} current={current} />
          <div class="utrecht-page-body">
            <main class="utrecht-page-body__content" id="inhoud" tabIndex={-1}>
              {notice && (
                <Alert tone="ok" live>
                  {t(notice)}
                </Alert>
              )}
              {body}
            </main>
          </div>
          <Footer path={path} />
        </div>
      </body>
    </html>
  );
}

function Header({ visit, current }: { visit: Visit | null; current?: string }) {
  return (
    <header class="utrecht-page-header">
      <div class="utrecht-page-header__content ls-header">
        <a class="ls-brand" href="/">
          <Mark />
          <span>Leerspoor</span>
        </a>
        {visit && (
          <nav class="ls-navigation" aria-label={t('Hoofdmenu')}>
            <ul>
              {navigationOf(visit.visitor.roles).map(({ path, name }) => (
                <li>
                  <a href={path} aria-current={path === current ? 'page' : undefined}>
                    {t(name)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        {visit && <Who visit={visit} />}
      </div>
    </header>
  );
}

function Who({ visit: { visitor, session } }: { visit: Visit }) {
  return (
    <div class="ls-who">
      <p>
        <span class="ls-who__name">{visitor.name}</span>
        <span class="ls-who__role">{visitor.roles.map((role) => t(ROLE_NAMES[role] ?? role)).join(', ')}</span>
      </p>
      <form method="post" action="/uitloggen">
        <CsrfField token={session.csrf} />
        <button type="submit" class="utrecht-button utrecht-button--subtle">
          {t('Uitloggen')}
        </button>
      </form>
    </div>
  );
}

/** Two tracks that come together. */
function Mark() {
  return (
    <svg class="ls-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <path d="M6 4v8c0 8 10 6 10 16" />
      <path d="M26 4v8c0 8-10 6-10 16" />
      <circle cx="16" cy="27" r="3" />
    </svg>
  );
}

function Footer({ path }: { path: string }) {
  const english = currentLanguage() === 'en';
  return (
    <footer class="utrecht-page-footer">
      <div class="utrecht-page-footer__content ls-footer">
        <p>{t('Leerspoor: van verzuim naar terug op school.')}</p>
        <p>{t('Gebruik persoonsgegevens alleen voor uw werk.')}</p>
        <form method="post" action="/taal">
          <input type="hidden" name="naar" value={path} />
          <input type="hidden" name="taal" value={english ? 'nl' : 'en'} />
          <button type="submit" class="ls-plain-button" lang={english ? 'nl' : 'en'}>
            {english ? 'Nederlands' : 'English'}
          </button>
        </form>
      </div>
    </footer>
  );
}
