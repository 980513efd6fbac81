import { Controller, Get, Header, Inject, Injectable, Req, Res } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OpenToAll } from '../../access/open-to-all';
import { isKnown, versionTag } from '../http/etag';

/** The document as `registerApi` made it when the application started. */
@Injectable()
export class ApiDocument {
  private document: OpenAPIObject | null = null;
  private text = '';
  private tag = '';

  set(document: OpenAPIObject): void {
    this.document = document;
    this.text = JSON.stringify(document);
    this.tag = versionTag(this.text);
  }

  json(): OpenAPIObject {
    if (!this.document) throw new Error('no document: registerApi was not called');
    return this.document;
  }

  send(request: FastifyRequest, reply: FastifyReply): void {
    if (isKnown(request, reply, this.tag)) void reply.send();
    else void reply.type('application/json; charset=utf-8').send(this.text);
  }
}

/** Open to all, also to pages of others: who wants to connect reads this first. */
@ApiExcludeController()
@OpenToAll()
@Controller('api/v1')
export class DocumentController {
  constructor(@Inject(ApiDocument) private readonly document: ApiDocument) {}

  @Get('openapi.json')
  @Header('Access-Control-Allow-Origin', '*')
  @Header('Cache-Control', 'public, max-age=300')
  read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.document.send(request, reply);
  }
}
