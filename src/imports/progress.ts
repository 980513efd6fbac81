export interface ImportProgress {
  rows: number;
  bytes: number;
  /** size of the file, where it is known */
  totalBytes?: number;
}
