import { Inject, Param, Query, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { Reply } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { FigureDesk } from '../../figures/desk/figure-desk';
import { FIGURE_KIND_NAMES, type FigureKindName, figureKind, findKind } from '../../figures/desk/kinds';
import type { Figure, FigureQuestion } from '../../figures/figure';
import { figureFile, fileNameOf, FORM_TYPES } from '../../figures/forms/figure-file';
import { rowToJson } from '../../figures/forms/json';
import type { Report } from '../../figures/report/report';
import { findRegion } from '../../registry/facts';
import { type Asker, Asking, notThere } from '../http/asker';
import { Downloads, Reads, Resource } from '../http/resource';
import { invalid, ApiValidation } from '../http/validation';
import { Cijfers, CijfersBestandQuery, CijfersQuery, FILE_FORMS, Verslag } from './cijfers';

const TABLES = FIGURE_KIND_NAMES.filter((name) => !figureKind(name).document);
const Kind = (names: readonly string[]) => ApiParam({ name: 'soort', schema: { type: 'string', enum: [...names] } });

@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider', 'rmc-coordinator')
@Resource('cijfers')
export class CijfersController {
  constructor(@Inject(FigureDesk) private readonly desk: FigureDesk) {}

  @Reads({
    ...{ id: 'jaarverslagLezen', does: 'Geeft het verslag over de leerplicht aan de gemeenteraad', gives: Verslag },
    ...{ path: 'jaarverslag', errors: [404] },
  })
  async report(@Asking() asker: Asker, @Query(new ApiValidation('query')) query: CijfersQuery): Promise<Verslag> {
    return toVerslag((await this.ask(asker, 'jaarverslag', query)) as Report);
  }

  @Reads({ id: 'cijfersLezen', does: 'Geeft cijfers van de gemeenten die u mag zien', path: ':soort', gives: Cijfers })
  @Kind(TABLES)
  async read(
    @Asking() asker: Asker,
    @Param('soort') soort: string,
    @Query(new ApiValidation('query')) query: CijfersQuery,
  ): Promise<Cijfers> {
    return toCijfers((await this.ask(asker, kindOf(soort), query)) as Figure);
  }

  @Downloads({
    ...{
      id: 'cijfersBestand',
      does: 'Geeft cijfers als bestand: CSV, een werkblad, een pagina om te printen of een Word-document',
    },
    ...{ path: ':soort/bestand', type: FILE_FORMS.map((form) => FORM_TYPES[form].split(';')[0]!) },
  })
  @Kind(FIGURE_KIND_NAMES)
  async file(
    @Asking() asker: Asker,
    @Param('soort') soort: string,
    @Query(new ApiValidation('query')) { formaat, ...query }: CijfersBestandQuery,
    @Res() reply: Reply,
  ): Promise<void> {
    const figure = await this.ask(asker, kindOf(soort), query);
    reply
      .type(FORM_TYPES[formaat])
      .header('content-disposition', `attachment; filename="${fileNameOf(figure, formaat)}"`)
      .send(await figureFile(figure, formaat));
  }

  private ask(asker: Asker, name: FigureKindName, query: CijfersQuery): Promise<Figure | Report> {
    if (query.regio !== undefined && !findRegion(query.regio)) throw notThere();
    const { per } = figureKind(name);
    if (query.per !== undefined && !per.includes(query.per)) {
      const reden =
        per.length === 0
          ? 'kan hier niet: deze cijfers hebben een vaste vorm'
          : `kan hier alleen zijn: ${per.join(', ')}`;
      throw invalid([{ pointer: '/per', reden }]);
    }
    return this.desk.ask(asker, name, questionOf(query), {
      ...{ state: query.stand, snapshot: query.vastlegging, step: query.stap, key: query.sleutel, column: query.kolom },
      ...{ offset: query.vanafRij, definition: query.definitie },
    });
  }
}

function kindOf(soort: string): FigureKindName {
  const name = findKind(soort);
  if (name === undefined) throw notThere();
  return name;
}

function questionOf(query: CijfersQuery): FigureQuestion {
  return {
    schoolYear: query.schooljaar ?? null,
    region: query.regio ?? null,
    municipality: query.gemeente ?? null,
    per: query.per ?? 'regio',
    publication: query.publicatie ?? false,
  };
}

function toCijfers(figure: Figure): Cijfers {
  const { soort, titel, definitie, peildatum, gegevensdatum, kenmerken, stappen, toelichting } = figure;
  return {
    ...{ soort, titel, definitie, peildatum, gegevensdatum, kenmerken, toelichting },
    kolommen: Object.fromEntries(figure.kolommen.map(({ key, title }) => [key, title])),
    totaal: figure.totaal === null ? null : rowToJson(figure.totaal),
    rijen: figure.rijen.map(rowToJson),
    ...(stappen ? { stappen } : {}),
  };
}

function toVerslag({ soort, titel, definitie, peildatum, gegevensdatum, delen, begrippen }: Report): Verslag {
  return {
    ...{ soort, titel, definitie, peildatum, gegevensdatum, begrippen },
    delen: delen.map(({ titel: name, alineas, figuur, grafiek }) => ({
      ...{ titel: name, alineas },
      ...(figuur ? { figuur: toCijfers(figuur) } : {}),
      ...(grafiek ? { grafiek: { titel: grafiek.title, svg: grafiek.svg, inWoorden: grafiek.alternative } } : {}),
    })),
  };
}
