import type { ComponentChildren } from 'preact';
import { CSRF_FIELD } from '../../access/http/login.guard';
import { newId } from '../../platform/ids';
import { ONCE_FIELD } from '../http/sent-forms';
import { t } from '../text/language';
import { told } from '../text/told';

export {
  CheckboxField,
  DateField,
  FileField,
  NumberField,
  RadioGroup,
  SelectField,
  TextAreaField,
  TextField,
} from './fields';

type Look = 'primary-action' | 'secondary-action' | 'subtle';

interface ButtonProps {
  look?: Look;
  /** sent with the form, where it has more than one button */
  name?: string;
  value?: string;
  children: ComponentChildren;
}

export function Button({ look = 'primary-action', name, value, children }: ButtonProps) {
  return (
    <button type="submit" name={name} value={value} class={`utrecht-button utrecht-button--${look}`}>
      {children}
    </button>
  );
}

/** Goes into each form that changes something. */
export function CsrfField({ token }: { token: string }) {
  return <input type="hidden" name={CSRF_FIELD} value={token} />;
}

/** Goes into each form that adds something: sent twice, it is done once (`OnceInterceptor`). */
export function OnceField() {
  return <input type="hidden" name={ONCE_FIELD} value={newId()} />;
}

/** A link that looks like a button: it leads somewhere, it changes nothing. */
export function ButtonLink({
  href,
  look = 'secondary-action',
  children,
}: {
  href: string;
  look?: Look;
  children: ComponentChildren;
}) {
  return (
    <a href={href} class={`utrecht-button utrecht-button--${look} ls-button-link`}>
      {children}
    </a>
  );
}

interface ErrorSummaryProps {
  errors: readonly { field: string; text: string }[];
  /** what the fields are called, in the language of the reader: said before what is wrong with them */
  labels?: Readonly<Record<string, string>>;
}

/** What is wrong with the form, above it, with a way to each field. */
export function ErrorSummary({ errors, labels = {} }: ErrorSummaryProps) {
  if (errors.length === 0) return null;
  return (
    <div class="utrecht-alert utrecht-alert--error" role="alert">
      <div class="utrecht-alert__content">
        <h2 class="utrecht-heading-3" id="fouten">
          {t('Dit lukte niet')}
        </h2>
        <ul class="ls-plain-list">
          {errors.map(({ field, text }) => (
            <li>
              <a class="utrecht-link utrecht-link--html-a" href={`#${field}`}>
                {labels[field] ? `${labels[field]}: ${told(text)}` : told(text)}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
