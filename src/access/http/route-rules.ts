import type { DynamicModule, Type } from '@nestjs/common';
import { RequestMethod } from '@nestjs/common';
import { OPEN_TO_ALL } from '../open-to-all';
import { RULE, type Rule } from './voor';

/** A handler as it stands in the code, with the rule that it declares. */
export interface Route {
  controller: string;
  handler: string;
  method: string;
  path: string;
  open: boolean;
  /** null: none declared */
  rule: Rule | null;
}

type ModuleLike = Type | DynamicModule | { forwardRef: () => Type };

/** Every route of a module and of those that it imports. */
export function routesOf(...modules: ModuleLike[]): Route[] {
  const controllers = new Set<Type>();
  const seen = new Set<unknown>();
  const walk = (one: ModuleLike): void => {
    const dynamic = 'module' in one ? one : null;
    const type = dynamic?.module ?? ('forwardRef' in one ? (one.forwardRef as () => Type)() : (one as Type));
    if (seen.has(one)) return;
    seen.add(one);
    const listed = <T>(key: string): T[] => (Reflect.getMetadata(key, type) as T[] | undefined) ?? [];
    for (const controller of [...listed<Type>('controllers'), ...(dynamic?.controllers ?? [])])
      controllers.add(controller);
    for (const next of [...listed<ModuleLike>('imports'), ...((dynamic?.imports ?? []) as ModuleLike[])]) walk(next);
  };
  for (const module of modules) walk(module);
  return [...controllers].flatMap(routesOfController);
}

function routesOfController(controller: Type): Route[] {
  const prototype = controller.prototype as Record<string, unknown>;
  const bases = texts(Reflect.getMetadata('path', controller));
  return Object.getOwnPropertyNames(prototype).flatMap((handler): Route[] => {
    if (handler === 'constructor') return [];
    const member = Object.getOwnPropertyDescriptor(prototype, handler)?.value as object | undefined;
    if (typeof member !== 'function' || !Reflect.hasMetadata('path', member)) return [];
    const told = <T>(key: string) =>
      (Reflect.getMetadata(key, member) ?? Reflect.getMetadata(key, controller)) as T | undefined;
    const method = RequestMethod[(Reflect.getMetadata('method', member) as number | undefined) ?? 0]!;
    return bases.flatMap((base) =>
      texts(Reflect.getMetadata('path', member)).map((path) => ({
        ...{ controller: controller.name, handler, method, path: join(base, path) },
        open: told<boolean>(OPEN_TO_ALL) === true,
        rule: told<Rule>(RULE) ?? null,
      })),
    );
  });
}

const texts = (path: unknown): string[] => (Array.isArray(path) ? (path as string[]) : [String(path ?? '/')]);

function join(...parts: string[]): string {
  return `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;
}
