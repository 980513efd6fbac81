import { Controller, Get, Module } from '@nestjs/common';
import { routesOf } from '../../access/http/route-rules';
import { Settings } from '../../platform/settings';
import { servedApp } from './served-app';

describe('every route of the program', () => {
  const routes = routesOf(servedApp(new Settings()));

  it('says for whom it is, with @Voor or @OpenToAll', () => {
    expect(routes.length).toBeGreaterThan(30);
    const without = routes.filter((one) => !one.open && one.rule === null);
    expect(without.map(({ controller, handler, path }) => `${controller}.${handler} (${path})`)).toEqual([]);
  });

  it('is open to all only where nothing of anybody is shown', () => {
    const open = routes.filter((one) => one.open).map((one) => one.path.split('/').slice(0, 4).join('/'));
    expect([...new Set(open)].sort()).toEqual([
      // its address is the secret, as calendars ask it; nothing personal stands in it
      '/agenda/:bestand',
      ...['/api/v1/openapi.json', '/healthz', '/inloggen', '/inloggen/code', '/inloggen/instellen'],
      ...['/inloggen/oidc/:aanbieder', '/metrics', '/readyz', '/stijl/:file', '/taal'],
      ...['/wachtwoord-kiezen', '/wachtwoord-vergeten'],
    ]);
  });

  it('would be found without a rule', () => {
    @Controller('geheim')
    class Forgotten {
      @Get(':id')
      show() {
        return 'alles';
      }
    }
    @Module({ controllers: [Forgotten] })
    class Inner {}
    @Module({ imports: [Inner] })
    class Outer {}
    expect(routesOf(Outer)).toEqual([
      { controller: 'Forgotten', handler: 'show', method: 'GET', path: '/geheim/:id', open: false, rule: null },
    ]);
  });
});
