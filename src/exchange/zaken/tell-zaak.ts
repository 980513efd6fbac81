import type { Fields, Resource, ZakenApi } from './zaken-api';
import type { ToldDossier } from './read-dossier';
import type { ZaakStatus } from './zaak-steps';
import type { CaseSystem, ZaakTypeSettings } from './zaken-file';

/** What was told already; every change of it is kept before the next thing is told. */
export interface Told {
  url: string | null;
  step: string | null;
  employee: string | null;
  child: boolean;
}

export interface ToTell {
  dossier: ToldDossier;
  statuses: readonly ZaakStatus[];
  /** whether the dossier still lies in a municipality of this system */
  here: boolean;
  /** null: has none */
  bsn: () => Promise<string | null>;
}

const IDENTIFICATION_LENGTH = 24;
const NAME_LENGTH = 200;

/** Brings one zaak up to date: itself, who is in it, its statuses in order, and before the last one its result. */
export class TellZaak {
  private readonly type: ZaakTypeSettings;

  constructor(
    private readonly api: ZakenApi,
    private readonly system: CaseSystem,
    private readonly toTell: ToTell,
    private told: Told,
    private readonly keep: (told: Told) => Promise<void>,
  ) {
    this.type = system.typen[toTell.dossier.regime]!;
  }

  isUpToDate(): boolean {
    const { dossier, here, statuses } = this.toTell;
    const { url, employee, child } = this.told;
    const known = !here || (employee === dossier.employee && (child || this.type.roltypen.leerling === undefined));
    return url !== null && known && statuses.every((status) => this.isTold(status));
  }

  async run(): Promise<void> {
    const { dossier, here } = this.toTell;
    const zaak = this.told.url ?? (await this.zaak());
    await this.note({ url: zaak });
    if (here) await this.child(zaak);
    // who had it last stays named in a zaak that has ended here
    if (here && this.told.employee !== dossier.employee) await this.handler(zaak);
    for (const status of this.toTell.statuses) {
      if (this.isTold(status)) continue;
      if (status.result !== null) await this.result(zaak, status);
      await this.status(zaak, status);
      await this.note({ step: status.id });
    }
  }

  private isTold({ id }: ZaakStatus): boolean {
    return this.told.step !== null && id <= this.told.step;
  }

  private async note(change: Partial<Told>): Promise<void> {
    const told = { ...this.told, ...change };
    if (JSON.stringify(told) === JSON.stringify(this.told)) return;
    await this.keep(told);
    this.told = told;
  }

  private async zaak(): Promise<string> {
    const { id, openedOn } = this.toTell.dossier;
    const { bronorganisatie, verantwoordelijkeOrganisatie, vertrouwelijkheidaanduiding } = this.system;
    const key = { identificatie: identificationOf(id), bronorganisatie };
    const [known] = await this.api.find('zaken', key);
    if (known) return known.url;
    const made = await this.api.make('zaken', {
      ...key,
      omschrijving: this.toTell.dossier.regime === 'leerplicht' ? 'Dossier leerplicht' : 'Dossier Doorstroompunt',
      zaaktype: this.type.zaaktype,
      verantwoordelijkeOrganisatie: verantwoordelijkeOrganisatie ?? bronorganisatie,
      startdatum: openedOn,
      vertrouwelijkheidaanduiding,
    });
    return made.url;
  }

  private async handler(zaak: string): Promise<void> {
    const roltype = this.type.roltypen.behandelaar;
    const { employee, employeeName } = this.toTell.dossier;
    if (roltype !== undefined) {
      const name = (employeeName ?? employee ?? '').slice(0, NAME_LENGTH);
      const identificatie = employee?.slice(0, IDENTIFICATION_LENGTH) ?? '';
      const there = await this.api.find('rollen', { zaak, roltype });
      const same = (one: Resource) => (one['betrokkeneIdentificatie'] as Fields | null)?.['identificatie'];
      // made before removed: at no moment is nobody named who is there
      if (employee !== null && !there.some((one) => same(one) === identificatie)) {
        await this.api.make('rollen', {
          ...{ zaak, roltype, betrokkeneType: 'medewerker', roltoelichting: 'Behandelaar in Leerspoor' },
          betrokkeneIdentificatie: { identificatie, achternaam: name },
        });
      }
      for (const one of there) {
        if (employee === null || same(one) !== identificatie) await this.api.remove(one.url);
      }
    }
    await this.note({ employee });
  }

  private async child(zaak: string): Promise<void> {
    const roltype = this.type.roltypen.leerling;
    if (this.told.child || roltype === undefined) return;
    const inpBsn = await this.toTell.bsn();
    if (inpBsn !== null && (await this.api.find('rollen', { zaak, roltype })).length === 0) {
      await this.api.make('rollen', {
        ...{ zaak, roltype, betrokkeneType: 'natuurlijk_persoon', roltoelichting: 'Leerling' },
        betrokkeneIdentificatie: { inpBsn },
      });
    }
    await this.note({ child: true });
  }

  private async result(zaak: string, { result }: ZaakStatus): Promise<void> {
    const types = this.type.resultaattypen;
    const resultaattype = types[result ?? 'overig'] ?? types.overig;
    const [known] = await this.api.find('resultaten', { zaak });
    if (!known) await this.api.make('resultaten', { zaak, resultaattype });
    else if (known['resultaattype'] !== resultaattype) await this.api.change(known.url, { resultaattype });
  }

  private async status(zaak: string, { status, at }: ZaakStatus): Promise<void> {
    const statustype = this.type.statustypen[status];
    const there = await this.api.find('statussen', { zaak, statustype });
    const moment = Date.parse(at);
    if (there.some((one) => Date.parse(String(one['datumStatusGezet'])) === moment)) return;
    await this.api.make('statussen', { zaak, statustype, datumStatusGezet: at });
  }
}

/** A dossier by its own number, in the 40 characters of a zaak. */
const identificationOf = (dossierId: string): string => `LS-${dossierId}`;
