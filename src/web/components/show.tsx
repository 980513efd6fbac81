import type { ComponentChildren } from 'preact';

export type Tone = 'neutral' | 'active' | 'warning' | 'danger' | 'safe';

/** A state in a word; the word says it, the colour only helps. */
export function StatusBadge({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return <span class={`utrecht-status-badge utrecht-status-badge--${tone}`}>{children}</span>;
}

export function Alert({
  tone = 'info',
  live,
  children,
}: {
  tone?: 'info' | 'ok' | 'warning' | 'error';
  /** read out at once: it says what just happened */
  live?: boolean;
  children: ComponentChildren;
}) {
  return (
    <div class={`utrecht-alert utrecht-alert--${tone}`} role={live ? 'status' : undefined}>
      <div class="utrecht-alert__content">{children}</div>
    </div>
  );
}

/** Terms and what belongs to them. Terms without a value are left out. */
export function DefinitionList({ items }: { items: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <dl class="utrecht-data-list utrecht-data-list--rows">
      {items
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([term, value]) => (
          <div class="utrecht-data-list__item">
            <dt class="utrecht-data-list__item-key">{term}</dt>
            <dd class="utrecht-data-list__item-value utrecht-data-list__item-value--html-dd">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A part of a page with its own heading, so that it can be found by it. */
export function Section({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="ls-section" aria-labelledby={id}>
      <h2 class="utrecht-heading-2" id={id}>
        {title}
      </h2>
      {children}
    </section>
  );
}

/** A few numbers that matter, each leading to what it counts. */
export function Tiles({ items }: { items: readonly { name: string; value: string; href?: string; tone?: Tone }[] }) {
  return (
    <ul class="ls-tiles">
      {items.map(({ name, value, href, tone = 'neutral' }) => (
        <li class={`ls-tile ls-tile--${tone}`}>
          <span class="ls-tile__value">{value}</span>
          {href ? (
            <a class="utrecht-link utrecht-link--html-a ls-tile__name" href={href}>
              {name}
            </a>
          ) : (
            <span class="ls-tile__name">{name}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** How far something is, in a bar and in words. */
export function Progress({ value, max, label }: { value: number; max: number; label: string }) {
  return (
    <div class="ls-progress">
      <progress value={value} max={max} aria-label={label} />
      <span>{label}</span>
    </div>
  );
}

/** The views of one page, beside each other; the one shown is marked. */
export function Tabs({
  label,
  items,
}: {
  label: string;
  items: readonly { href: string; name: string; count?: string; current: boolean }[];
}) {
  return (
    <nav class="ls-views" aria-label={label}>
      <ul>
        {items.map(({ href, name, count, current }) => (
          <li>
            <a href={href} aria-current={current ? 'true' : undefined}>
              {name} {count !== undefined && <span class="ls-views__count">{count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What happened, newest or oldest first as the caller orders it. */
export function Timeline({ items }: { items: readonly { when: ComponentChildren; what: ComponentChildren }[] }) {
  return (
    <ol class="ls-timeline">
      {items.map(({ when, what }) => (
        <li>
          <span class="ls-timeline__when">{when}</span>
          <span>{what}</span>
        </li>
      ))}
    </ol>
  );
}
