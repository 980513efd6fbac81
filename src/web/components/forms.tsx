import type { ComponentChildren } from 'preact';
import { CSRF_FIELD } from '../http/login.guard';

type Look = 'primary-action' | 'secondary-action' | 'subtle';

export function Button({ look = 'primary-action', children }: { look?: Look; children: ComponentChildren }) {
  return (
    <button type="submit" class={`utrecht-button utrecht-button--${look}`}>
      {children}
    </button>
  );
}

/** Goes into each form that changes something. */
export function CsrfField({ token }: { token: string }) {
  return <input type="hidden" name={CSRF_FIELD} value={token} />;
}

interface FieldProps {
  name: string;
  label: string;
  hint?: string;
  error?: string;
}

/** Label, hint, error and control, tied to each other for a screen reader. */
function FormField({
  name,
  label,
  hint,
  error,
  control,
}: FieldProps & { control: (described: string | undefined) => ComponentChildren }) {
  const described = [hint && `${name}-uitleg`, error && `${name}-fout`].filter(Boolean).join(' ');
  return (
    <div class={`utrecht-form-field${error ? ' utrecht-form-field--invalid' : ''}`}>
      <div class="utrecht-form-field__label">
        <label class="utrecht-form-label" for={name}>
          {label}
        </label>
      </div>
      {hint && (
        <div class="utrecht-form-field-description" id={`${name}-uitleg`}>
          {hint}
        </div>
      )}
      {error && (
        <div class="utrecht-form-field-error-message" id={`${name}-fout`}>
          {error}
        </div>
      )}
      <div class="utrecht-form-field__input">{control(described || undefined)}</div>
    </div>
  );
}

interface TextProps extends FieldProps {
  type?: 'text' | 'password' | 'search';
  value?: string;
  autoComplete?: string;
  required?: boolean;
}

export function TextField({ type = 'text', value, autoComplete, required, ...field }: TextProps) {
  return (
    <FormField
      {...field}
      control={(described) => (
        <input
          class={`utrecht-textbox utrecht-textbox--html-input${field.error ? ' utrecht-textbox--invalid' : ''}`}
          type={type}
          id={field.name}
          name={field.name}
          value={value}
          autoComplete={autoComplete}
          spellcheck={false}
          autoCapitalize="none"
          required={required}
          maxLength={200}
          aria-describedby={described}
          aria-invalid={field.error ? 'true' : undefined}
        />
      )}
    />
  );
}

interface SelectProps extends FieldProps {
  value: string;
  options: readonly (readonly [value: string, label: string])[];
}

export function SelectField({ value, options, ...field }: SelectProps) {
  return (
    <FormField
      {...field}
      control={(described) => (
        <select
          class="utrecht-select utrecht-select--html-select"
          id={field.name}
          name={field.name}
          aria-describedby={described}
        >
          {options.map(([key, label]) => (
            <option value={key} selected={key === value}>
              {label}
            </option>
          ))}
        </select>
      )}
    />
  );
}

/** What is wrong with the form, above it, with a way to each field. */
export function ErrorSummary({ errors }: { errors: readonly { field: string; text: string }[] }) {
  if (errors.length === 0) return null;
  return (
    <div class="utrecht-alert utrecht-alert--error" role="alert">
      <div class="utrecht-alert__content">
        <h2 class="utrecht-heading-3" id="fouten">
          Dit lukte niet
        </h2>
        <ul class="ls-plain-list">
          {errors.map(({ field, text }) => (
            <li>
              <a class="utrecht-link utrecht-link--html-a" href={`#${field}`}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
