/** One text field of a posted form; '' where it is missing or something else than one text. */
export function field(body: unknown, name: string): string {
  const value = (body as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === 'string' ? value : '';
}

/** One of a list of choices, or the first one of them. */
export function choice<T extends string>(body: unknown, name: string, choices: readonly [T, ...T[]]): T {
  const value = field(body, name);
  return choices.find((one) => one === value) ?? choices[0];
}

/** Every text under one name, as boxes of that name send them. */
export function fields(body: unknown, name: string): string[] {
  const value = (body as Record<string, unknown> | null | undefined)?.[name];
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
}

/** A file out of a multipart form. */
export interface UploadedFile {
  name: string;
  content: Buffer;
}

/** The file of a field; null where none was chosen. */
export function uploadedFile(body: unknown, name: string): UploadedFile | null {
  const value = (body as Record<string, unknown> | null | undefined)?.[name] as Partial<UploadedFile> | undefined;
  if (typeof value?.name !== 'string' || !Buffer.isBuffer(value.content) || value.content.length === 0) return null;
  return { name: value.name, content: value.content };
}
