import type { ComponentChildren } from 'preact';

export type Tone = 'neutral' | 'active' | 'warning' | 'danger' | 'safe';

/** A state in a word; the word says it, the colour only helps. */
export function StatusBadge({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return <span class={`utrecht-status-badge utrecht-status-badge--${tone}`}>{children}</span>;
}

export function Alert({
  tone = 'info',
  children,
}: {
  tone?: 'info' | 'ok' | 'warning' | 'error';
  children: ComponentChildren;
}) {
  return (
    <div class={`utrecht-alert utrecht-alert--${tone}`}>
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
