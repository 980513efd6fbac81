import { code, day, flag, id, instant, integer, table } from '../../platform/database/columns';

/**
 * The statistic as it was counted on a day, to be signed: it is written once and never changed. `digest`: SHA-256 of the
 * counts, so that whoever has the figures on paper can see that these are they.
 */
export const vsvSnapshot = table(
  'vsv_snapshot',
  {
    id: id(),
    school_year: integer(),
    /** voorlopig, definitief */
    state: code(12),
    definition: code(120),
    data_date: day(),
    made_at: instant(),
    people: integer(),
    statuses_known: flag(),
    digest: code(64),
  },
  ['id'],
  {
    ux_vsv_snapshot: { columns: ['school_year'], unique: true, where: "state = 'definitief'" },
    ix_vsv_snapshot: { columns: ['school_year', 'state', 'made_at'] },
  },
);

/** Where each person of a snapshot stood: what every count of it can be traced to. */
export const vsvSnapshotPerson = table(
  'vsv_snapshot_person',
  {
    snapshot_id: id(),
    pupil_id: id(),
    municipality: code(4, { nullable: true }),
    location: code(6),
    rank: code(2),
    reason: code(30),
  },
  ['snapshot_id', 'pupil_id'],
  { ix_vsv_snapshot_pupil: { columns: ['pupil_id'] } },
);

/** What is aimed for: a percentage of early leavers, in hundredths, per area, school year and level. */
export const vsvTarget = table(
  'vsv_target',
  {
    /** land, regio, gemeente */
    area_kind: code(10),
    /** '' for the country */
    area: code(4),
    school_year: integer(),
    /** level of the statistic; '' for all together */
    level: code(30),
    hundredths: integer(),
    source: code(200),
    changed_at: instant(),
  },
  ['area_kind', 'area', 'school_year', 'level'],
);

export const vsvTables = [vsvSnapshot, vsvSnapshotPerson, vsvTarget];
