import { growthOf } from './figures';

describe('memory under load', () => {
  it('is flat up to a tenth more in the last third than in the first, whatever it did between', () => {
    expect(growthOf([100, 100, 180, 180, 110, 110])).toEqual({ growth: 1.1, flat: true });
    expect(growthOf([100, 100, 100, 100, 111, 111])).toEqual({ growth: 1.11, flat: false });
    expect(growthOf([200, 200, 150, 150, 120, 120])).toEqual({ growth: 0.6, flat: true });
  });

  it('is not told from fewer than three looks', () => {
    expect(growthOf([100, 300])).toBeNull();
    expect(growthOf([100, 100, 100])).toEqual({ growth: 1, flat: true });
  });
});
