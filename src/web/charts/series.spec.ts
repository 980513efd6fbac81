import { scaleOf } from './series';

describe('the scale of a chart', () => {
  it('ends at a round number at or above the largest value', () => {
    expect(scaleOf([283, 12])).toEqual({ top: 300, lines: [0, 100, 200, 300] });
    expect(scaleOf([62.5, null])).toEqual({ top: 80, lines: [0, 20, 40, 60, 80] });
    expect(scaleOf([])).toEqual({ top: 1, lines: [0, 1] });
  });

  it('has no parts of a pupil, however few there are', () => {
    for (let most = 1; most <= 2_000; most++) {
      const { top, lines } = scaleOf([most, null]);
      expect(top).toBeGreaterThanOrEqual(most);
      expect(lines.every(Number.isInteger)).toBe(true);
      expect(lines.length).toBeLessThanOrEqual(5);
    }
    expect(scaleOf([10])).toEqual({ top: 10, lines: [0, 5, 10] });
    expect(scaleOf([0.58])).toEqual({ top: 0.6, lines: [0, 0.2, 0.4, 0.6] });
  });
});
