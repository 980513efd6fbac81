import type { ComponentChildren } from 'preact';
import { CsrfField } from '../components/forms';
import type { Visit } from '../http/request';
import { ROLE_NAMES } from '../text/dossiers';

export interface PageContent {
  /** before " - Leerspoor" in the title of the window */
  title: string;
  /** the part of the navigation that this page belongs to */
  current?: NavigationPath;
  body: ComponentChildren;
}

const NAVIGATION = [{ path: '/dossiers', name: 'Dossiers' }] as const;
export type NavigationPath = (typeof NAVIGATION)[number]['path'];

interface Props extends PageContent {
  visit: Visit | null;
  stylesheet: string;
  icon: string;
}

/** The frame around each page. */
export function Page({ title, current, body, visit, stylesheet, icon }: Props) {
  return (
    <html lang="nl" class="utrecht-root">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} - Leerspoor`}</title>
        <link rel="icon" href={icon} type="image/svg+xml" />
        <link rel="stylesheet" href={stylesheet} />
      </head>
      <body class="utrecht-body utrecht-document">
        <a class="utrecht-skip-link utrecht-skip-link--visible-on-focus" href="#inhoud">
          Naar de inhoud
        </a>
        <div class="utrecht-page-layout ls-frame">
          <Header visit={visit} current={current} />
          <div class="utrecht-page-body">
            <main class="utrecht-page-body__content" id="inhoud" tabIndex={-1}>
              {body}
            </main>
          </div>
          <Footer />
        </div>
      </body>
    </html>
  );
}

function Header({ visit, current }: { visit: Visit | null; current?: NavigationPath }) {
  return (
    <header class="utrecht-page-header">
      <div class="utrecht-page-header__content ls-header">
        <a class="ls-brand" href="/">
          <Mark />
          <span>Leerspoor</span>
        </a>
        {visit && (
          <nav class="ls-navigation" aria-label="Hoofdmenu">
            <ul>
              {NAVIGATION.map(({ path, name }) => (
                <li>
                  <a href={path} aria-current={path === current ? 'page' : undefined}>
                    {name}
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
        <span class="ls-who__role">{visitor.roles.map((role) => ROLE_NAMES[role] ?? role).join(', ')}</span>
      </p>
      <form method="post" action="/uitloggen">
        <CsrfField token={session.csrf} />
        <button type="submit" class="utrecht-button utrecht-button--subtle">
          Uitloggen
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

function Footer() {
  return (
    <footer class="utrecht-page-footer">
      <div class="utrecht-page-footer__content ls-footer">
        <p>Leerspoor: van verzuim naar terug op school.</p>
        <p>Gebruik persoonsgegevens alleen voor uw werk.</p>
      </div>
    </footer>
  );
}
