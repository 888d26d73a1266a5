import { type App, Chart } from 'cdk8s';
import { renderedObjects } from '../constructs/rendered-objects';
import { DiagnosticError, hasErrors } from '../diagnostics/diagnostic';
import { planFolders } from '../output/plan';
import { type PublishReport, publish } from '../output/publish';
import { checkObjects } from './kubernetes-check';

/** Writes every object of an app, one file each, a folder for each chart: what `App.synth()` would lose is there. */
export function writeObjects(app: App, folder: string): PublishReport {
  const charts = app.node.children.filter(Chart.isChart);
  const folders = charts.map((chart) => ({
    folder: chart.node.id,
    cluster: 'default',
    source: 'code',
    objects: renderedObjects(chart, ''),
  }));
  const plan = planFolders(folders);
  const diagnostics = [
    ...folders.flatMap(({ objects }) =>
      checkObjects(objects, { oldest: undefined, severity: 'error', otherwise: undefined }),
    ),
    ...plan.diagnostics,
  ];
  if (hasErrors(diagnostics)) throw new DiagnosticError(diagnostics);
  return publish(folder, plan.folders, { check: false, wholeFleet: true });
}
