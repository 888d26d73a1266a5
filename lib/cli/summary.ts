/** What a publication changed, in a line or two for each folder. */
import type { PublishReport } from '../output/publish';
import { count } from './console';

export function summary(report: PublishReport, out: string, check: boolean): string[] {
  const lines: string[] = [];
  for (const { folder, written, removed } of report.folders) {
    if (written.length + removed.length === 0) continue;
    const parts = [
      ...(written.length > 0 ? [`${count(written.length, 'file')} ${check ? 'to write' : 'written'}`] : []),
      ...(removed.length > 0 ? [`${count(removed.length, 'file')} ${check ? 'to remove' : 'removed'}`] : []),
    ];
    lines.push(`${[out, folder].filter((part) => part !== '').join('/')}: ${parts.join(', ')}`);
  }
  const same = report.folders.reduce((sum, each) => sum + each.unchanged.length, 0);
  if (lines.length === 0 && !report.stale) lines.push(`${out} is up to date (${count(same, 'file')})`);
  return lines;
}
