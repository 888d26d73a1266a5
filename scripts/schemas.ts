/** What the generator reads: every schema of the project, in one place. */
export { ClusterSchema, ConfigSchema } from '../lib/config/schema/config';
export { ValuesSchema } from '../lib/values/schema/values';
