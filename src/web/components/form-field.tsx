import type { ComponentChildren } from 'preact';
import { told } from '../text/told';

export interface FieldProps {
  name: string;
  /** of the control, where more forms on a page have a field of this name */
  id?: string;
  label: string;
  hint?: string;
  error?: string;
}

/** Label, hint, error and control, tied to each other for a screen reader. */
export function FormField({
  name: given,
  id,
  label,
  hint,
  error,
  control,
}: FieldProps & { control: (described: string | undefined) => ComponentChildren }) {
  const name = id ?? given;
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
          {told(error)}
        </div>
      )}
      <div class="utrecht-form-field__input">{control(described || undefined)}</div>
    </div>
  );
}
