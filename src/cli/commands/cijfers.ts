import type { INestApplicationContext } from '@nestjs/common';
import { Argument } from 'commander';
import { commandActor } from '../../access/actor';
import type { FigureDetails } from '../../figures/desk/figure-desk';
import {
  type FigureKind,
  FIGURE_KIND_NAMES,
  type FigureKindName,
  figureKind,
  findKind,
} from '../../figures/desk/kinds';
import type { FigureQuestion, Per } from '../../figures/figure';
import { findStorable } from '../../figures/stored/kinds';
import type { Snapshot } from '../../figures/vsv/snapshots';
import { schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { UsageProblem } from '../../platform/errors';
import {
  addFigureOptions,
  detailsOf,
  type FigureOptions,
  formOf,
  questionOf,
  requireOptions,
} from '../figures/figure-options';
import { requireTarget, writeFigure } from '../figures/write-figure';
import type { AddCommand, ExitCode } from '../program';
import { withApp } from '../with-app';

export const cijfersCommand: AddCommand = (program, run, around) => {
  const command = program
    .command('cijfers')
    .description('geeft cijfers met hun definitie en peildatum')
    .addArgument(new Argument('<soort>', 'welke cijfers').choices(FIGURE_KIND_NAMES));
  addFigureOptions(command).action((soort: string, options: FigureOptions) =>
    run(() => {
      const name = findKind(soort)!;
      const form = formOf(options);
      requireFit(soort, figureKind(name), options);
      requireOptions(soort, options);
      requireTarget(form, options.uit);
      return withApp<ExitCode>(around, async ({ app }) => {
        const { FigureDesk } = await import('../../figures/desk/figure-desk');
        const question = questionOf(options);
        const stored = options.vastleggen ? await store(app, name, question, options.vastleggen) : {};
        const desk = app.get(FigureDesk, { strict: false });
        const figure = await desk.ask(commandActor(), name, question, { ...detailsOf(options), ...stored });
        await writeFigure(figure, form, options.uit);
        return 0;
      });
    }),
  );
};

/** Stores the figures of the school year asked for, else of the last one, for good; gives how to show what was stored. */
async function store(
  app: INestApplicationContext,
  name: FigureKindName,
  { schoolYear }: FigureQuestion,
  state: NonNullable<FigureOptions['vastleggen']>,
): Promise<FigureDetails> {
  const today = app.get(Clock).today();
  const kind = findStorable(name);
  if (kind) {
    const { StoreFigures } = await import('../../figures/stored/store-figures');
    const request = { kind, schoolYear: schoolYear ?? schoolYearOf(today) - 1 };
    const [first] = await app.get(StoreFigures, { strict: false }).run(commandActor(), request);
    return { snapshot: first!.id };
  }
  const { StoreSnapshot } = await import('../../figures/vsv/store-snapshot');
  const { lastYear } = await import('../../figures/vsv/vsv-figures');
  const request = { schoolYear: schoolYear ?? lastYear(today), state: state as Snapshot['state'] };
  await app.get(StoreSnapshot, { strict: false }).run(commandActor(), request);
  return {};
}

function requireFit(soort: string, { per, persons, internal }: FigureKind, asked: FigureOptions): void {
  if (internal && asked.publicatie) {
    throw new UsageProblem('Deze cijfers zijn niet voor publicatie: laat --publicatie weg.');
  }
  if (persons && asked.publicatie) {
    throw new UsageProblem('Personen zijn nooit voor publicatie: laat --publicatie weg.');
  }
  requirePer(soort, per, asked.per);
}

function requirePer(soort: string, known: readonly Per[], asked: Per | undefined): void {
  if (asked === undefined || known.includes(asked)) return;
  throw new UsageProblem(
    known.length === 0
      ? `De cijfers ${soort} hebben een vaste vorm: laat --per weg.`
      : `De cijfers ${soort} kennen geen --per ${asked}. Kies uit: ${known.join(', ')}.`,
  );
}
