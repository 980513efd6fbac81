import type { ComponentChildren } from 'preact';
import { CsrfField, ErrorSummary } from '../components/forms';
import { Heading } from '../components/text';

export interface FormError {
  field: string;
  text: string;
}

interface Props {
  title: string;
  action: string;
  csrf: string;
  /** where to go after it */
  to?: string;
  errors: readonly FormError[];
  /** above the form */
  children?: ComponentChildren;
  fields: ComponentChildren;
}

/** One step of logging in: a heading, what is wrong, an explanation and a form. */
export function LoginStep({ title, action, csrf, to, errors, children, fields }: Props) {
  return (
    <div class="ls-login">
      <Heading level={1}>{title}</Heading>
      <ErrorSummary errors={errors} />
      {children}
      <form class="ls-form" method="post" action={action}>
        <CsrfField token={csrf} />
        {to && <input type="hidden" name="naar" value={to} />}
        {fields}
      </form>
    </div>
  );
}
