import { Module } from '@nestjs/common';
import { AccessHttpModule } from '../../access/http/http.module';
import { PageCookies } from '../http/page-cookies';
import { SentForms } from '../http/sent-forms';
import { Stylesheet } from '../style/stylesheet';
import { Pages } from './pages';

/** What every room of pages needs to show one. */
@Module({
  imports: [AccessHttpModule],
  providers: [Stylesheet, PageCookies, Pages, SentForms],
  exports: [AccessHttpModule, Stylesheet, PageCookies, Pages, SentForms],
})
export class LayoutModule {}
