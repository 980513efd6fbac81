import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { API_PATH, API_VERSION, COOKIE_SCHEME, KEY_SCHEME } from '../http/resource';

type Module = abstract new (...given: never[]) => unknown;

const ABOUT = `Volgsysteem voor verzuim en voortijdig schoolverlaten.

Inloggen: met de sessie van de pagina's (cookie; stuur bij wijzigingen de kop \`X-CSRF-Token\` mee, de waarde staat in
\`GET /sessie\`), of met een sleutel voor machines (\`Authorization: Bearer …\`). U ziet alleen wat binnen uw gebied valt:
al het andere bestaat voor u niet (404). Lijsten hebben pagina's (\`pagina\`, \`paginagrootte\`), een volgorde
(\`sorteer\`) en kunnen minder velden geven (\`velden\`). Een PUT op wat er al is vraagt de ETag van
wat u las in \`If-Match\`; bij een stap mag u die meesturen: dan gebeurt er niets als het intussen is gewijzigd (412).
Fouten zijn problem+json (RFC 9457) met in \`fouten\` een JSON-pointer per verkeerd veld.`;

/**
 * The OpenAPI document of what the controllers of `module` really take and give. Paths are under the server's address,
 * as the NL GOV API Design Rules have it.
 */
export function describeApi(app: INestApplication, module: Module): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.0.3')
    .setTitle('Leerspoor')
    .setDescription(ABOUT)
    .setVersion(API_VERSION)
    .setContact('Leerspoor', 'https://github.com/leerspoor/leerspoor', 'api@leerspoor.example')
    .setLicense('EUPL-1.2', 'https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12')
    .addServer(API_PATH, 'Deze installatie')
    .addCookieAuth(
      'leerspoor_sessie',
      { type: 'apiKey', in: 'cookie', description: 'Over https heet dit cookie `__Host-leerspoor_sessie`.' },
      COOKIE_SCHEME,
    )
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, KEY_SCHEME)
    .build();
  const document = SwaggerModule.createDocument(app, config, { include: [module as never], ignoreGlobalPrefix: true });
  const paths = Object.entries(document.paths).map(([path, item]) => [path.slice(API_PATH.length), item]);
  return { ...document, paths: Object.fromEntries(paths.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))) };
}
