/** The spec that takes minutes goes first: one that begins last keeps the other core waiting. */
const Sequencer = require('@jest/test-sequencer').default;

const LONGEST = '/test/pages/every-page.spec.ts';

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const isLongest = ({ path }) => Number(path.endsWith(LONGEST));
    return [...super.sort(tests)].sort((one, other) => isLongest(other) - isLongest(one));
  }
};
