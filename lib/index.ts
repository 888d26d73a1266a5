/**
 * The library: constructs for those who stop after the values, and the writer.
 *
 *     const app = new App();
 *     const chart = new Chart(app, 'lab');
 *     const values = chartValues(userValues, { name: 'lab', namespace: 'lab' });
 *     new JupyterHub(chart, 'hub', { release: { name: 'lab', namespace: 'lab', behaviour: 'fixed' }, values });
 *     writeObjects(app, 'dist');
 */
export { JupyterHub, type JupyterHubProps } from './constructs/jupyter-hub';
export type { ReleaseProps } from './constructs/release/release';
export type { RequiredSecret } from './constructs/required-secrets';
export { type Diagnostic, DiagnosticError, type Position } from './diagnostics/diagnostic';
export { chartValues } from './synth/chart-values';
export { writeObjects } from './synth/write-objects';
export type { Values } from './values/schema/values';
