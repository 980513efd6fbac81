import type { Report } from '../report/report';
import { FigureTable, htmlPage } from './html';

/** The report as one page to read or print; the charts are in it, with their numbers in words. */
export function reportToHtml(report: Report): string {
  return htmlPage(
    report.titel,
    <>
      <h1>{report.titel}</h1>
      <p class="noot">
        Peildatum: {report.peildatum}. Gegevens van {report.gegevensdatum}.
      </p>
      {report.delen.map(({ titel, alineas, figuur, grafiek }) => (
        <section>
          <h2>{titel}</h2>
          {alineas.map((text) => (
            <p>{text}</p>
          ))}
          {figuur !== null && <FigureTable figure={figuur} />}
          {grafiek !== null && (
            <figure>
              {/* drawn here from numbers and names of our own */}
              <div dangerouslySetInnerHTML={{ __html: grafiek.svg }} />
              <figcaption>
                <strong>{grafiek.title}</strong>
                <details>
                  <summary>De grafiek in woorden</summary>
                  <p>{grafiek.alternative}</p>
                </details>
              </figcaption>
            </figure>
          )}
        </section>
      ))}
      <section>
        <h2>Begrippen</h2>
        <dl>
          {report.begrippen.map(({ term, uitleg }) => (
            <>
              <dt>
                <strong>{term}</strong>
              </dt>
              <dd>{uitleg}</dd>
            </>
          ))}
        </dl>
      </section>
    </>,
  );
}
