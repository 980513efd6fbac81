/** What needs a service that is not there: named and left out at home, a failure in CI. */

/**
 * `describe` for what needs a service. Where it is missing every test of `body` is listed by name as skipped; with
 * CI=true one test fails and says which service, so that nothing passes by not running.
 */
export function describeWhere(there: boolean, service: string, name: string, body: () => void): void {
  if (there) return void describe(name, body);
  if (process.env['CI'] !== 'true') return void describe.skip(`${name} [not run: no ${service}]`, body);
  describe(name, () => {
    it(`needs ${service}`, () => {
      throw new Error(`With CI=true ${service} must be there: set its TEST_… address or install it.`);
    });
  });
}
