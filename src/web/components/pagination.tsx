import { t } from '../text/language';
import { Unseen } from './text';

interface Props {
  page: number;
  pages: number;
  /** the address of a page */
  href: (page: number) => string;
}

const LINK = 'utrecht-pagination__page-link';

/** First, last and the pages around this one; null is a gap. */
export function pagesShown(page: number, pages: number): (number | null)[] {
  const near = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages);
  const sorted = [...new Set(near)].sort((a, b) => a - b);
  return sorted.flatMap((n, i) => (i > 0 && n - sorted[i - 1]! > 1 ? [null, n] : [n]));
}

export function Pagination({ page, pages, href }: Props) {
  if (pages <= 1) return null;
  return (
    <nav class="utrecht-pagination ls-pagination" aria-label={t("Pagina's")}>
      {page > 1 && (
        <a
          class="utrecht-pagination__relative-link utrecht-pagination__relative-link--prev"
          href={href(page - 1)}
          rel="prev"
        >
          {t('Vorige')}
        </a>
      )}
      {pagesShown(page, pages).map((n) =>
        n === null ? (
          <span class="ls-gap" aria-hidden="true">
            …
          </span>
        ) : (
          <a
            class={`${LINK}${n === page ? ` ${LINK}--current` : ''}`}
            href={href(n)}
            aria-current={n === page ? 'page' : undefined}
          >
            <Unseen>{t('Pagina')} </Unseen>
            {n}
          </a>
        ),
      )}
      {page < pages && (
        <a
          class="utrecht-pagination__relative-link utrecht-pagination__relative-link--next"
          href={href(page + 1)}
          rel="next"
        >
          {t('Volgende')}
        </a>
      )}
    </nav>
  );
}
