import { Module } from '@nestjs/common';
import { CasesModule } from '../../cases/cases.module';
import { LayoutModule } from '../layout/layout.module';
import { AgendaPageController } from './agenda.controller';

/** The agenda. What a calendar program reads is in `api/agenda`. */
@Module({ imports: [CasesModule, LayoutModule], controllers: [AgendaPageController] })
export class AgendaPagesModule {}
