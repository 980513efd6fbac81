/** Facts of the country that no school or municipality sends: municipalities, regions, school holidays. */
export * from './regions';
export * from './school-holidays';
