import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import tseslint from 'typescript-eslint';

const root = dirname(fileURLToPath(import.meta.url));

/** The rooms from the ground to the roof (architecture.md): a room imports from itself and from those before it. */
const ROOMS = [
  ...['law', 'platform', 'jobs', 'access', 'registry', 'absence', 'signals', 'cases', 'trajectories', 'correspondence'],
  'exchange',
  ...['retention', 'figures', 'imports', 'api', 'web', 'cli'],
];
/** law/ is pure: no library but its date helper. */
const LAW_LIBRARIES = ['date-fns'];

/** Room of a file, by its path; the files in src/ itself stand on the roof. */
function roomOf(path) {
  const [top, room, ...rest] = relative(root, path).split(sep);
  if (top !== 'src' || room === undefined) return null;
  return rest.length > 0 || ROOMS.includes(room) ? room : '';
}

const importsPointDown = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const from = roomOf(context.filename);
    if (!from) return {};
    const check = (node) => {
      const source = node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
      if (source === null) return;
      if (!source.startsWith('.')) {
        const library = source.split('/')[0];
        if (from === 'law' && !LAW_LIBRARIES.includes(library)) {
          context.report({ node, message: `law/ is pure and imports no library but ${LAW_LIBRARIES.join(', ')}.` });
        }
        return;
      }
      const to = roomOf(resolve(dirname(context.filename), source));
      if (to === null && from !== 'cli') {
        context.report({ node, message: `Only src/cli may import from outside src/.` });
      } else if (to !== null && ROOMS.indexOf(to || 'cli') > ROOMS.indexOf(from)) {
        context.report({ node, message: `Imports point down: ${from}/ may not import from ${to || 'main'}.` });
      }
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source),
      CallExpression: (node) => node.callee.name === 'require' && check(node.arguments[0]),
    };
  },
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'test-output/', 'src/api/client/'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommended],
    plugins: { leerspoor: { rules: { 'imports-point-down': importsPointDown } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'leerspoor/imports-point-down': 'error',
      // of the rules that know types only those that catch what a test easily misses: they make linting slow
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-require-imports': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
      'prefer-const': 'error',
    },
  },
  {
    // a test may reach everywhere, and its handlers may do nothing
    files: ['test/**', '**/*.spec.ts', '**/*.spec.tsx'],
    rules: { '@typescript-eslint/no-empty-function': 'off', 'leerspoor/imports-point-down': 'off' },
  },
);
