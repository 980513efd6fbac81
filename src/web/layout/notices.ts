/**
 * What a page says once after a change, on the page one is led to. Only the name travels, in a cookie; the text stays
 * here, so that nobody can put words in our mouth.
 */
export const NOTICES: Readonly<Record<string, string>> = {
  bewaard: 'Bewaard.',
  samengevoegd: 'De twee zijn samengevoegd. Leerspoor beoordeelt de leerling opnieuw.',
  'uit-elkaar': 'Het zijn weer twee leerlingen. Leerspoor beoordeelt ze opnieuw.',
  verwijderd: 'Verwijderd.',
  'koppeling-ingetrokken': 'Het systeem komt niet meer binnen.',
  opgeheven: 'Opgeheven.',
  'lijst-voorgedragen': 'De lijst is voorgedragen. Een tweede persoon moet haar goedkeuren.',
  'lijst-goedgekeurd': 'De lijst is goedgekeurd. Wat erop staat, wordt nu vernietigd.',
  'lijst-afgewezen': 'De lijst is afgewezen. Er wordt niets van vernietigd.',
  'verzuim-bewaard': 'Het verzuim is bewaard. Leerspoor beoordeelt de leerling opnieuw.',
  'verzuim-ingetrokken': 'De registratie is ingetrokken. Leerspoor beoordeelt de leerling opnieuw.',
  'aanlevering-gestart': 'Uw regels worden verwerkt. U kunt dit venster sluiten.',
  'aanlevering-ongedaan': 'De aanlevering is ongedaan gemaakt.',
  'aanlevering-deels-ongedaan': 'De aanlevering is ongedaan gemaakt. Regels die daarna zijn veranderd, zijn gebleven.',
  'melding-aangevuld': 'De melding is aangevuld.',
  'melding-ingetrokken': 'De melding is ingetrokken.',
  'melding-verstuurd': 'De melding is verstuurd.',
  'niets-aangevinkt': 'Er is niets gedaan. Vink eerst dossiers aan.',
  'weergave-bewaard': 'De weergave is bewaard.',
  'weergave-niet-bewaard': 'De weergave is niet bewaard. Geef een naam, en bewaar er hoogstens 20.',
  'adres-ingetrokken': 'Het adres van uw agenda werkt niet meer.',
  'stap-gezet': 'De stap is gezet.',
  'import-gestart': 'Het bestand wordt ingelezen. U kunt dit venster sluiten.',
  'import-bestand-weg': 'Dit bestand is al ingelezen of niet bewaard. Stuur het opnieuw.',
  'taken-opnieuw': 'De taken worden opnieuw geprobeerd.',
};
export type Notice = string;
