export { notFound } from '../../access/http/not-found';
