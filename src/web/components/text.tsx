import type { ComponentChildren } from 'preact';
import type { Day } from '../../law/day';
import type { BirthKnown } from '../../registry/birth-date';
import { monthName, writtenDay, writtenInstant } from '../text/dates';
import { currentLanguage, t } from '../text/language';
import { writtenHours } from '../text/numbers';
import { told } from '../text/told';

/** A day as a Dutch reader writes it. */
export function DateText({ day }: { day: Day }) {
  return <time dateTime={day}>{writtenDay(day)}</time>;
}

/** A date of birth, as far as it is known. */
export function BirthText({ day, known }: { day: Day; known: BirthKnown | null }) {
  if (known === null) return <DateText day={day} />;
  const [month, year] = [monthName(Number(day.slice(5, 7))), day.slice(0, 4)];
  return (
    <span>
      {known === 'jaar'
        ? t('{{year}} (dag en maand onbekend)', { year })
        : t('{{month}} {{year}} (dag onbekend)', { month, year })}
    </span>
  );
}

export function InstantText({ at }: { at: string }) {
  return <time dateTime={at}>{writtenInstant(at)}</time>;
}

export function Hours({ hundredths }: { hundredths: number }) {
  return <span class="ls-number">{writtenHours(hundredths)}</span>;
}

/** What a room below said or kept, such as a reason; for a reader of English it is marked where it stays Dutch. */
export function Told({ text }: { text: string }) {
  const shown = told(text);
  return currentLanguage() !== 'nl' && shown === text ? <span lang="nl">{text}</span> : <>{shown}</>;
}

/** For the ear only. */
export function Unseen({ children }: { children: ComponentChildren }) {
  return <span class="ls-unseen">{children}</span>;
}

/** The last two digits of a pgn: enough to check against a paper, too little to take away. */
export function MaskedNumber({ masked }: { masked: string }) {
  return (
    <span class="ls-number">
      <span aria-hidden="true">{masked.replace(/\*/g, '•')}</span>
      <Unseen>{t('afgeschermd, eindigt op {{cijfers}}', { cijfers: masked.replace(/\*/g, '') })}</Unseen>
    </span>
  );
}

export function Heading({ level, id, children }: { level: 1 | 2 | 3; id?: string; children: ComponentChildren }) {
  const Tag = `h${level}` as const;
  return (
    <Tag id={id} class={`utrecht-heading-${level}`}>
      {children}
    </Tag>
  );
}

export function Paragraph({ lead, small, children }: { lead?: boolean; small?: boolean; children: ComponentChildren }) {
  const look = lead ? ' utrecht-paragraph--lead' : small ? ' utrecht-paragraph--small' : '';
  return <p class={`utrecht-paragraph${look}`}>{children}</p>;
}

export function Link({ href, current, children }: { href: string; current?: boolean; children: ComponentChildren }) {
  return (
    <a class="utrecht-link utrecht-link--html-a" href={href} aria-current={current ? 'page' : undefined}>
      {children}
    </a>
  );
}
