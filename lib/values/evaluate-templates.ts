/** Replaces the templates inside values by what they stand for (B-06). */
import type { Json, JsonObject } from '../document/json';
import { type Path, valueAt } from '../document/path';
import { CHART_RELEASE } from './chart-release';
import { type Finding, refuse } from './rules/rule';
import { replaceAt } from './secrets';
import { evaluate, TemplateError } from './template';

/** The lists whose items the chart evaluates. */
const TEMPLATED: readonly Path[] = [
  ['hub', 'command'],
  ['hub', 'args'],
  ['proxy', 'chp', 'extraCommandLineFlags'],
];

export interface ReleaseName {
  readonly name: string;
  readonly namespace: string;
}

export function evaluateTemplates(
  values: JsonObject,
  release: ReleaseName,
): { values: JsonObject; findings: Finding[] } {
  const scope = {
    Values: values,
    Release: { Name: release.name, Namespace: release.namespace, Service: 'Helm' },
    Chart: { Name: CHART_RELEASE.name, Version: CHART_RELEASE.version, AppVersion: CHART_RELEASE.appVersion },
  };
  const findings: Finding[] = [];
  let result = values;
  for (const path of TEMPLATED) {
    const items = valueAt(values, path);
    if (!Array.isArray(items) || !items.some(isTemplate)) continue;
    items.forEach((item: Json, index) => {
      try {
        result = replaceAt(result, [...path, index], evaluate(String(item), scope));
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
        const hint = 'Write the text that it stands for.';
        findings.push(refuse('VALUES_TEMPLATE', [...path, index], `In this text ${error.message}.`, hint));
      }
    });
  }
  return { values: result, findings };
}

function isTemplate(item: Json): boolean {
  return typeof item === 'string' && item.includes('{{');
}
