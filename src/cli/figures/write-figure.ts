import { writeFile } from 'node:fs/promises';
import type { Figure } from '../../figures/figure';
import { figureFile, type FormName } from '../../figures/forms/figure-file';
import type { Report } from '../../figures/report/report';
import { Problem, UsageProblem } from '../../platform/errors';
import { write } from '../output';

const ONLY_OWNER = 0o600;

/** Throws where a workbook or document would land on a screen. */
export function requireTarget(form: FormName, path: string | undefined): void {
  if ((form === 'xlsx' || form === 'docx') && path === undefined && process.stdout.isTTY) {
    throw new UsageProblem(`Een bestand ${form} is niet op het scherm te lezen. Geef --uit BESTAND.`);
  }
}

/** Writes the figure in this form to the file, or to standard output. */
export async function writeFigure(figure: Figure | Report, form: FormName, path: string | undefined): Promise<void> {
  const bytes = await figureFile(figure, form);
  if (path === undefined) return write(bytes);
  await writeFile(path, bytes, { mode: ONLY_OWNER }).catch((cause: unknown) => {
    throw new Problem('bestand-niet-te-schrijven', `Het bestand ${path} kan niet worden geschreven.`, { cause });
  });
}
