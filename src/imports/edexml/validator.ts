import { EDEX, type Shape } from './schema';
import type { XmlEvent } from './xml-elements';

/** Where a file is not as the schema has it. `value` may name a person. */
export interface SchemaFault {
  line: number;
  /** the element or attribute at fault */
  name: string;
  value: string;
  reason: string;
}

interface Open {
  name: string;
  shape: Shape;
  line: number;
  children: string;
  seen: boolean;
}

const LONGEST_KEY = 256;
const ALWAYS = /^(xmlns(:.*)?|xsi:(noNamespaceSchemaLocation|schemaLocation|type|nil))$/;

/** Holds a file to the schema as it comes in; remembers the keys, and of the rest only what is open. */
export class SchemaValidator {
  private readonly open: Open[] = [];
  /** below an element that nobody knows, or one whose inside is another party's */
  private unknown = 0;
  private readonly keys = new Map<string, Set<string>>();

  take(event: XmlEvent): SchemaFault[] {
    return event.kind === 'open' ? this.begin(event) : this.end(event);
  }

  private begin({ path, line, attributes, before }: Extract<XmlEvent, { kind: 'open' }>): SchemaFault[] {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const parent = this.open.at(-1);
    if (this.unknown > 0) {
      this.unknown++;
      return [];
    }
    const faults: SchemaFault[] = [];
    const fault = (at: string, reason: string, value = '') => faults.push({ line, name: at, value, reason });
    if (before !== '') fault(parent?.name ?? name, 'hier hoort geen tekst', before);
    const found = parent ? parent.shape.inside?.[name] : name === 'EDEX' ? EDEX : undefined;
    const shape = found?.variants?.[attributes['xsi:type'] ?? ''] ?? found;
    if (parent) {
      if (parent.shape.listOf) parent.seen ||= parent.shape.listOf.includes(name);
      else parent.children += `${name},`;
    }
    if (!shape) {
      this.unknown = 1;
      if (!parent?.shape.open) fault(name, `dit element hoort niet in ${parent?.name ?? 'een EDEXML-bestand'}`);
      return faults;
    }
    this.open.push({ name, shape, line, children: '', seen: false });
    for (const [attribute, value] of Object.entries(attributes)) {
      if (shape.attributes?.[attribute] === undefined && !ALWAYS.test(attribute))
        fault(attribute, 'dit attribuut hoort hier niet', value);
    }
    for (const [attribute, need] of Object.entries(shape.attributes ?? {})) {
      const value = attributes[attribute];
      if (value === undefined) {
        if (need === 'required') fault(attribute, `het attribuut ${attribute} ontbreekt bij ${name}`);
      } else if (value.length === 0 || value.length > LONGEST_KEY) {
        fault(attribute, `moet 1 tot en met ${LONGEST_KEY} tekens hebben`, value);
      }
    }
    for (const reason of this.keyed(shape, attributes)) fault('key', reason, attributes['key'] ?? '');
    return faults;
  }

  private end({ text, line }: Extract<XmlEvent, { kind: 'close' }>): SchemaFault[] {
    if (this.unknown > 0) {
      this.unknown--;
      return [];
    }
    const { name, shape, children, seen } = this.open.pop()!;
    const fault = (reason: string, value = '') => [{ line, name, value, reason }];
    if (shape.text) {
      const reason = shape.text(text);
      return reason === null ? [] : fault(reason, text);
    }
    if (text !== '') return fault('hier hoort geen tekst', text);
    if (shape.listOf) return seen ? [] : fault(`mist ten minste één ${shape.listOf.join(' of ')}`);
    if (shape.children && !shape.children.test(children)) {
      const given = children === '' ? 'niets' : children.slice(0, -1).split(',').join(', ');
      return fault(`de elementen staan niet in de volgorde of het aantal van het schema: ${given}`);
    }
    return [];
  }

  /** Keys are unique in their list, groups of both kinds together, and what refers to one must find it. */
  private keyed({ isA, refersTo }: Shape, { key, eckid }: Record<string, string>): string[] {
    const reasons: string[] = [];
    if (refersTo && key !== undefined && !this.list(refersTo).has(key))
      reasons.push(`verwijst naar een ${refersTo} die er niet is`);
    if (!isA || key === undefined) return reasons;
    const others = isA === 'groep' ? 'samengestelde_groep' : isA === 'samengestelde_groep' ? 'groep' : isA;
    if (this.list(isA).has(key) || this.list(others).has(key)) reasons.push('deze key staat al bij een ander');
    this.list(isA).add(key);
    if (eckid === undefined) return reasons;
    if (this.list(`eckid ${isA}`).has(eckid)) reasons.push('dit eckid staat al bij een ander');
    this.list(`eckid ${isA}`).add(eckid);
    return reasons;
  }

  private list(name: string): Set<string> {
    const found = this.keys.get(name) ?? new Set();
    this.keys.set(name, found);
    return found;
  }
}
