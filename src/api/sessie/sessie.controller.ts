import { Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ROLES } from '../../access/roles';
import { type Asker, Asking } from '../http/asker';
import { Choices, Text, Texts } from '../http/fields';
import { Reads, Resource } from '../http/resource';
import { Voor } from '../../access/http/voor';

/** Who is logged in, and as what. */
export class Sessie {
  @Text({ about: 'Code van de medewerker', example: 'm-001' })
  medewerker!: string;

  @Text({ about: 'Naam', example: 'Ada Adema' })
  naam!: string;

  @Choices(ROLES, { about: 'Rollen', example: ['leerplichtambtenaar'] })
  rollen!: string[];

  @Texts({ about: 'Gemeentecodes', example: ['0037'] })
  gemeenten!: string[];

  @Texts({ about: 'Regiocodes', example: [] })
  regios!: string[];

  @Texts({ about: 'BRIN’s en vestigingen', example: [] })
  scholen!: string[];

  @Text({
    about: 'Voor de kop X-CSRF-Token bij wijzigingen met een sessie; null bij een sleutel',
    nullable: true,
    example: null,
  })
  csrfToken!: string | null;
}

@Voor('ieder')
@Resource('sessie')
export class SessieController {
  @Reads({ id: 'sessieLezen', does: 'Geeft wie u bent, en het token voor wijzigingen', gives: Sessie })
  read(@Asking() { visitor }: Asker, @Req() request: FastifyRequest): Sessie {
    return {
      medewerker: visitor.employee,
      naam: visitor.name,
      rollen: [...visitor.roles],
      gemeenten: [...visitor.municipalities],
      regios: [...visitor.regions],
      scholen: [...visitor.schools],
      csrfToken: request.visit?.session?.csrf ?? null,
    };
  }
}
