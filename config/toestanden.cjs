/** `npm run toestanden`: makes the state diagrams in the README anew from the literals in the code. */
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const { withStateDiagrams } = require(join(root, 'dist', 'src', 'cli', 'state-diagrams.js'));
const readme = join(root, 'README.md');
writeFileSync(readme, withStateDiagrams(readFileSync(readme, 'utf8')));
