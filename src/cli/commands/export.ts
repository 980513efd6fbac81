import { Argument, Option } from 'commander';
import { auditExport, processingExport } from '../export/audit';
import { assignmentExport } from '../export/assignments';
import { dossierExport } from '../export/dossiers';
import type { Cell, ExportTable } from '../export/export-table';
import { signalExport } from '../export/signals';
import { trajectoryExport } from '../export/trajectories';
import { write } from '../output';
import type { AddCommand, ExitCode } from '../program';
import { withApp } from '../with-app';

/** What `leerspoor export` can give, by its SOORT. */
export const EXPORTS: Record<string, ExportTable> = {
  signalen: signalExport,
  dossiers: dossierExport,
  trajecten: trajectoryExport,
  toewijzingen: assignmentExport,
  controle: auditExport,
  verwerkingen: processingExport,
};
const ROWS_AT_ONCE = 500;

export const exportCommand: AddCommand = (program, run, around) => {
  program
    .command('export')
    .description('schrijft gegevens naar standaarduitvoer, gesorteerd op de eerste kolommen')
    .addArgument(new Argument('<soort>', 'wat').choices(Object.keys(EXPORTS)))
    .addOption(new Option('--formaat <formaat>', 'vorm van de uitvoer').choices(['csv', 'jsonl']).default('csv'))
    .action((kind: string, options: { formaat: string }) =>
      run(() =>
        withApp<ExitCode>(around, async ({ app, settings }) => {
          const [{ Database }, { Encryption }, { csvFormat, jsonLines }, audit, { commandActor }] = await Promise.all([
            import('../../platform/database/database'),
            import('../../platform/encryption'),
            import('../export/formats'),
            import('../../access/audit'),
            import('../../access/actor'),
          ]);
          const table = EXPORTS[kind]!;
          const event = { action: 'exporteren', object: kind, objectId: 'alle', pupils: [] } as const;
          app.get(audit.Audit).read(commandActor(), { ...event, purpose: audit.PURPOSES.verwerking });
          const format = options.formaat === 'jsonl' ? jsonLines : csvFormat();
          await write(format.header(table.columns));
          let rows: Cell[][] = [];
          for await (const row of table.rows(app.get(Database).read, app.get(Encryption), settings)) {
            rows.push(row);
            if (rows.length < ROWS_AT_ONCE) continue;
            await write(format.rows(table.columns, rows));
            rows = [];
          }
          await write(format.rows(table.columns, rows));
          return 0;
        }),
      ),
    );
};
