import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { OpenToAll } from '../../access/open-to-all';
import { notFound } from '../http/not-found';
import type { Reply, Request } from '../../access/http/request';
import { Stylesheet } from './stylesheet';

@Controller('stijl')
@OpenToAll()
export class StyleController {
  constructor(@Inject(Stylesheet) private readonly stylesheet: Stylesheet) {}

  /** The address holds the hash, so a browser may keep the file for ever. */
  @Get(':file')
  file(@Req() request: Request, @Res() reply: Reply): void {
    const asset = this.stylesheet.find(request.url.split('?')[0]!);
    if (!asset) throw notFound();
    const accepted = request.headers['accept-encoding'] ?? '';
    const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null;
    if (encoding) reply.header('content-encoding', encoding);
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'Accept-Encoding')
      .type(asset.type)
      .send(encoding === 'br' ? asset.brotli : encoding === 'gzip' ? asset.gzip : asset.plain);
  }
}
