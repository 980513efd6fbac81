import type { Report } from '../../figures/report/report';
import { BarChart } from '../charts/bar-chart';
import { Section } from '../components/show';
import { Paragraph } from '../components/text';
import { t } from '../text/language';
import { FigurePart } from './figure-part';

/** The report to the council, chapter by chapter. It is a document in Dutch whoever reads it. */
export function ReportPart({ report }: { report: Report }) {
  return (
    <article lang="nl">
      {report.delen.map(({ titel, alineas, figuur, grafiek }, i) => (
        <Section id={`hoofdstuk-${i + 1}`} title={titel}>
          {alineas.map((text) => (
            <Paragraph>{text}</Paragraph>
          ))}
          {grafiek && <BarChart title={grafiek.title} categories={grafiek.categories} series={grafiek.series} />}
          {figuur && <FigurePart figure={figuur} />}
        </Section>
      ))}
      <Section id="begrippen" title={t('Begrippen')}>
        <dl class="ls-terms">
          {report.begrippen.map(({ term, uitleg }) => (
            <>
              <dt>{term}</dt>
              <dd>{uitleg}</dd>
            </>
          ))}
        </dl>
      </Section>
    </article>
  );
}
