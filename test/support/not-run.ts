/** What needs a service that is not there: named and left out at home, a failure in CI. */

/**
 * `describe` for what needs a service. Where it is missing its name is told and its tests are listed as skipped; with
 * CI=true one test fails and says which service, so that nothing passes by not running.
 */
export function describeWhere(there: boolean, service: string, name: string, body: () => void): void {
  if (there) {
    describe(name, body);
  } else if (process.env['CI'] === 'true') {
    describe(name, () => {
      it(`needs ${service}`, () => {
        throw new Error(`With CI=true ${service} must be there: set its TEST_… address or install it.`);
      });
    });
  } else {
    // Jest names skipped tests only when it runs one file or is asked to be verbose
    process.stderr.write(`not run: ${name} (no ${service} here)\n`);
    describe.skip(`${name} [not run: no ${service}]`, body);
  }
}
