import { render } from 'preact-render-to-string';
import { RankChart } from './rank-chart';

const RULES = [
  '16 uur verzuim in 4 lesweken',
  'Te laat komen',
  'Iets met een naam die nergens meer naast een staaf past',
];
const shown = (series: { name: string; values: (number | null)[] }[]) =>
  render(<RankChart title="Signalen" categories={RULES} series={series} />);

describe('names with bars beside them', () => {
  const both = shown([
    { name: 'nu', values: [12, 0, null] },
    { name: 'dan', values: [24, 6, 3] },
  ]);

  it('name every category, and cut off only what does not fit', () => {
    expect(both).toContain('>16 uur verzuim in 4 lesweken<');
    expect(both).toContain('>Te laat komen<');
    expect(both).toContain('>Iets met een naam die nergens…<');
  });

  it('have a bar for each value of each series, and none for nothing', () => {
    expect(both.match(/<rect class="ls-bar-0" x=/g)).toHaveLength(1 + 1);
    expect(both.match(/<rect class="ls-bar-1" x=/g)).toHaveLength(3 + 1);
    expect(both).toContain('>–<');
  });

  it('measure all series by one scale', () => {
    const width = (name: string) =>
      [...both.matchAll(new RegExp(`class="ls-bar-${name}" x="\\d{3}" y="[\\d.]+" width="([\\d.]+)"`, 'g'))].map(
        (one) => Number(one[1]),
      );
    expect(width('0')[0]! * 2).toBeCloseTo(width('1')[0]!, 0);
  });

  it('explain series only where there is more than one', () => {
    expect(both).toContain('ls-legend');
    expect(shown([{ name: 'nu', values: [1, 2, 3] }])).not.toContain('ls-legend');
  });
});
