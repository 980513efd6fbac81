/** Works one batch from the database given, says so half-way through its handler, and then never ends. */
require('reflect-metadata');
const { join } = require('node:path');
const dist = join(__dirname, '..', '..', '..', 'dist', 'src');
const { migrations, tables } = require(join(dist, 'cli', 'schema.js'));
const { openDatabase } = require(join(dist, 'platform', 'database', 'open-database.js'));
const { Batches } = require(join(dist, 'jobs', 'batches.js'));
const { JobHandlers } = require(join(dist, 'jobs', 'handlers.js'));
const { JobTime } = require(join(dist, 'jobs', 'job-time.js'));

async function main() {
  const database = await openDatabase({ address: process.argv[2], tables, migrations });
  const handlers = new JobHandlers();
  handlers.register('beoordeel-leerling', {
    handle: async (work, subjects) => {
      const rows = subjects.map((subject) => [subject, 'school', '99AA']);
      await work.insert('employee_area', ['employee', 'kind', 'area'], rows);
      process.stdout.write('halverwege\n');
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    },
  });
  await new Batches(database, handlers, new JobTime()).workNext(100);
}

void main();
