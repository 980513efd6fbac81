import { Problem } from '../../platform/errors';

/** What is wrong with one field of a form; `field` is the name of it, or `inhoud` for the page as a whole. */
export interface FormError {
  field: string;
  text: string;
}

/** What a use case refused, for beside the fields. Throws on what a form cannot answer. */
export function formErrors(error: unknown): FormError[] {
  if (!(error instanceof Problem) || error.status === 404 || error.status >= 500) throw error;
  if (error.fields.length === 0) return [{ field: 'inhoud', text: error.message }];
  return error.fields.map(({ pointer, reden }) => ({ field: pointer.slice(1).replace(/\//g, '-'), text: reden }));
}
