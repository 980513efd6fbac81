import { Module } from '@nestjs/common';
import { FiguresModule } from '../../figures/figures.module';
import { LayoutModule } from '../layout/layout.module';
import { CijfersPageController } from './cijfers.controller';

/** The pages of figures. */
@Module({ imports: [FiguresModule, LayoutModule], controllers: [CijfersPageController] })
export class CijfersPagesModule {}
