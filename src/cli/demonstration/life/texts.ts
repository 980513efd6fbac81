/** What officers write, in plain Dutch. Nothing in it is of anybody. */
export const SCHOOL_CALLS = [
  'Gebeld met de verzuimcoördinator. De mentor heeft twee keer met de leerling gesproken, zonder blijvend resultaat.',
  'De school heeft zelf al met ouders gesproken. Er is een plan gemaakt, maar de leerling houdt zich er niet aan.',
  'De leerling mist vooral de eerste uren. De school wil graag dat ik meekijk.',
  'De school ziet de leerling achteruitgaan. Er is ook een gesprek met de ondersteuningscoördinator gepland.',
];
export const PARENT_CALLS = [
  'Ouders wisten van een deel van het verzuim. Zij komen samen met hun kind naar het gesprek.',
  'Moeder vertelt dat de ochtenden thuis moeilijk gaan. Zij wil graag hulp.',
  'Vader was niet op de hoogte. Hij gaat er vanavond over praten en belt terug.',
];
export const NOT_REACHED = ['Niet opgenomen. Voicemail ingesproken.', 'Geen gehoor. Morgen weer proberen.'];
export const TALKS = [
  'Open gesprek. De leerling ziet op tegen enkele vakken en bleef daarom weg. We hebben afspraken gemaakt.',
  'De leerling vindt de opleiding niet passen. Afgesproken: eerst naar school, en samen kijken naar andere keuzes.',
  'Ouders en leerling waren er allebei. De leerling erkent het verzuim en wil het anders doen.',
  'Kort gesprek. De leerling zegt weinig, ouders zijn bezorgd. We houden contact.',
];
export const AGREEMENTS = [
  'De leerling is alle lessen aanwezig. De mentor meldt elke vrijdag hoe het ging.',
  'Ouders bellen bij ziekte voor half negen. De leerling haalt de gemiste toetsen in.',
  'De leerling volgt drie weken een aangepast rooster en bouwt dan op naar alle lessen.',
];
export const NOTES = [
  'School en ouders geven een verschillend beeld. Volgende keer samen aan tafel.',
  'Broer of zus zit op dezelfde school; daar is geen verzuim.',
  'Er is een nieuwe mentor vanaf volgende week.',
];
export const CONFIDENTIAL_NOTES = [
  'Leerling vertelde in vertrouwen over ruzie thuis. Afgesproken dat ik dit nog niet deel.',
  'Eigen werkaantekening: na de vakantie eerst met de jeugdconsulent overleggen.',
];
export const TASKS = [
  'Bellen met de mentor: hoe gaat het deze week?',
  'Verzuimoverzicht opvragen bij de school',
  'Jeugdteam vragen of er hulp loopt',
  'Verslag van het gesprek naar ouders sturen',
];
export const WARNINGS = [
  'Het verzuim gaat door na het gesprek. Bij nieuw verzuim volgt een oproep voor verhoor.',
  'Herhaald verzuim zonder geldige reden. De afspraken zijn niet nagekomen.',
];
export const SCHOOL_ANSWERS = [
  'Ik heb met de leerling en de ouders gesproken. Er zijn afspraken gemaakt. Wilt u nieuw verzuim meteen melden?',
  'Het gesprek is geweest. De leerling start maandag weer met alle lessen.',
  'Ik blijf betrokken. Over drie weken neem ik weer contact met u op.',
];
