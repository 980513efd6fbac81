import { FormField, type FieldProps } from './form-field';
import { t } from '../text/language';

export type Option = readonly [value: string, label: string];

interface TextProps extends FieldProps {
  type?: 'text' | 'password' | 'search' | 'email' | 'tel';
  value?: string;
  autoComplete?: string;
  required?: boolean;
  maxLength?: number;
  /** for a few characters */
  short?: boolean;
}

export function TextField({
  type = 'text',
  value,
  autoComplete,
  required,
  maxLength = 200,
  short,
  ...field
}: TextProps) {
  const looks = `${short ? ' ls-short' : ''}${field.error ? ' utrecht-textbox--invalid' : ''}`;
  return (
    <FormField
      {...field}
      control={(described) => (
        <input
          class={`utrecht-textbox utrecht-textbox--html-input${looks}`}
          type={type}
          id={field.id ?? field.name}
          name={field.name}
          value={value}
          autoComplete={autoComplete}
          spellcheck={false}
          autoCapitalize="none"
          required={required}
          maxLength={maxLength}
          aria-describedby={described}
          aria-invalid={field.error ? 'true' : undefined}
        />
      )}
    />
  );
}

interface SelectProps extends FieldProps {
  value: string;
  options: readonly Option[];
}

export function SelectField({ value, options, ...field }: SelectProps) {
  return (
    <FormField
      {...field}
      control={(described) => (
        <select
          class="utrecht-select utrecht-select--html-select"
          id={field.id ?? field.name}
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

/** A day; the browser shows it as its user writes days, and sends `yyyy-mm-dd`. */
export function DateField({ value, required, ...field }: FieldProps & { value?: string; required?: boolean }) {
  return (
    <FormField
      {...field}
      control={(described) => (
        <input
          class={`utrecht-textbox utrecht-textbox--html-input ls-short${field.error ? ' utrecht-textbox--invalid' : ''}`}
          type="date"
          id={field.id ?? field.name}
          name={field.name}
          value={value}
          required={required}
          aria-describedby={described}
          aria-invalid={field.error ? 'true' : undefined}
        />
      )}
    />
  );
}

/** A number or hours; typed with a comma or a point. */
export function NumberField({ value, required, ...field }: FieldProps & { value?: string; required?: boolean }) {
  return (
    <FormField
      {...field}
      control={(described) => (
        <input
          class={`utrecht-textbox utrecht-textbox--html-input ls-short${field.error ? ' utrecht-textbox--invalid' : ''}`}
          type="text"
          inputMode="decimal"
          id={field.id ?? field.name}
          name={field.name}
          value={value}
          required={required}
          maxLength={12}
          aria-describedby={described}
          aria-invalid={field.error ? 'true' : undefined}
        />
      )}
    />
  );
}

interface TextAreaProps extends FieldProps {
  value?: string;
  rows?: number;
  required?: boolean;
  maxLength?: number;
}

export function TextAreaField({ value = '', rows = 4, required, maxLength = 4000, ...field }: TextAreaProps) {
  return (
    <FormField
      {...field}
      control={(described) => (
        <textarea
          class={`utrecht-textarea utrecht-textarea--html-textarea${field.error ? ' utrecht-textarea--invalid' : ''}`}
          id={field.id ?? field.name}
          name={field.name}
          rows={rows}
          required={required}
          maxLength={maxLength}
          aria-describedby={described}
          aria-invalid={field.error ? 'true' : undefined}
        >
          {value}
        </textarea>
      )}
    />
  );
}

/** `accept` as the attribute of that name takes it. The form must be multipart. */
export function FileField({ accept, required, ...field }: FieldProps & { accept?: string; required?: boolean }) {
  return (
    <FormField
      {...field}
      control={(described) => (
        <input
          class="ls-file"
          type="file"
          id={field.id ?? field.name}
          name={field.name}
          accept={accept}
          required={required}
          aria-describedby={described}
          aria-invalid={field.error ? 'true' : undefined}
        />
      )}
    />
  );
}

/** One yes or no; the value `ja` is sent where it is on. */
export function CheckboxField({
  name,
  label,
  checked,
  value = 'ja',
  id = name,
}: Omit<FieldProps, 'hint' | 'error'> & { checked?: boolean; value?: string; id?: string }) {
  return (
    <div class="ls-check">
      <input type="checkbox" id={id} name={name} value={value} checked={checked} />
      <label class="utrecht-form-label" for={id}>
        {label}
      </label>
    </div>
  );
}

/** One of a few, all of them in view. */
export function RadioGroup({
  name,
  label,
  hint,
  error,
  value,
  options,
}: FieldProps & { value: string; options: readonly Option[] }) {
  const described = [hint && `${name}-uitleg`, error && `${name}-fout`].filter(Boolean).join(' ');
  return (
    <fieldset class="ls-fieldset" aria-describedby={described || undefined}>
      <legend class="utrecht-form-label">{label}</legend>
      {hint && (
        <div class="utrecht-form-field-description" id={`${name}-uitleg`}>
          {hint}
        </div>
      )}
      {error && (
        <div class="utrecht-form-field-error-message" id={`${name}-fout`}>
          {t(error)}
        </div>
      )}
      {options.map(([key, text], i) => (
        <div class="ls-check">
          <input type="radio" id={i === 0 ? name : `${name}-${i}`} name={name} value={key} checked={key === value} />
          <label class="utrecht-form-label" for={i === 0 ? name : `${name}-${i}`}>
            {text}
          </label>
        </div>
      ))}
    </fieldset>
  );
}
