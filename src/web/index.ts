export { adapterOptions, registerWeb } from './http/register-web';
export { WebModule } from './web.module';
