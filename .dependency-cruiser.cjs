/** Which layer may import which (ARCHITECTURE.md). Each rule gives its reason. */
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^lib/${from}/` },
  to: { path: '^(lib|schema|imports)/', pathNot: [`^lib/${from}/`, ...to.map((each) => `^${each}`)] },
});

const EFFECTS =
  '^(node:)?(fs|child_process|net|http|https|http2|dgram|dns|tls|os|worker_threads|cluster)(/|$)';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'A cycle has no top and no bottom.',
      from: {},
      to: { circular: true },
    },
    only('diagnostics-below-all', 'diagnostics', [], 'Everything reports through it.'),
    only('document', 'document', ['lib/diagnostics/'], 'Plain data know nothing of hubs.'),
    only(
      'validation',
      'validation',
      ['lib/diagnostics/', 'lib/document/'],
      'Explaining an error needs no hub.',
    ),
    only(
      'values',
      'values',
      ['lib/diagnostics/', 'lib/document/', 'lib/validation/', 'schema/', 'imports/jupyterhub/'],
      'Left of the values nothing knows Kubernetes.',
    ),
    only(
      'config',
      'config',
      ['lib/diagnostics/', 'lib/document/', 'lib/validation/', 'lib/values/', 'schema/'],
      'A config becomes values, not objects.',
    ),
    only(
      'features',
      'features',
      [
        'lib/diagnostics/',
        'lib/document/',
        'lib/validation/',
        'lib/values/',
        'lib/config/schema/',
        'imports/',
      ],
      'Features never import the internals of constructs.',
    ),
    only(
      'constructs',
      'constructs',
      ['lib/diagnostics/', 'lib/document/', 'lib/values/', 'lib/output/(yaml|rendered)', 'imports/'],
      'Constructs never import features: a user can stop after the values.',
    ),
    only(
      'checks',
      'checks',
      ['lib/diagnostics/', 'lib/document/', 'lib/validation/', 'imports/'],
      'Checks see objects, not how they came to be.',
    ),
    only(
      'gitops',
      'gitops',
      ['lib/diagnostics/', 'lib/document/', 'lib/output/rendered'],
      'Guards see objects only.',
    ),
    only(
      'output',
      'output',
      ['lib/diagnostics/', 'lib/document/', 'lib/gitops/'],
      'The writer sees objects only.',
    ),
    only(
      'synth',
      'synth',
      [
        'lib/(diagnostics|document|validation|values|config|features|constructs|checks|gitops|output)/',
        'schema/',
      ],
      'Joins the layers; prints nothing.',
    ),
    only(
      'ops',
      'ops',
      [
        'lib/(diagnostics|document|checks)/',
        'lib/output/rendered',
        // The shapes of what to say.
        'lib/features/(login/keycloak-client|secrets/credentials|vault/policies)',
      ],
      'Talks to other programs and systems; what to say comes from above.',
    ),
    {
      name: 'effects-only-where-allowed',
      comment: 'Between reading the config and writing the output nothing touches the world.',
      severity: 'error',
      from: {
        path: '^lib/',
        // cidr.ts asks `net` only whether a text is an address.
        pathNot:
          '^lib/(cli/|ops/|output/|document/source\\.ts|config/files\\.ts|checks/kubernetes/rules/cidr\\.ts)',
      },
      to: { path: EFFECTS },
    },
    {
      name: 'cdk8s-plus-types-in-one-place',
      comment: 'Its constructors drop fields silently; only its types are of use.',
      severity: 'error',
      from: { path: '^(lib|main)', pathNot: '^lib/constructs/kubernetes/plain\\.ts' },
      to: { path: 'node_modules/cdk8s-plus' },
    },
    {
      name: 'cdk8s-in-constructs',
      comment: 'cdk8s is how objects are held, not what decides about them.',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/(constructs|synth)/|^lib/index\\.ts' },
      to: { path: 'node_modules/(cdk8s|constructs)/' },
    },
    {
      name: 'no-program-code-from-tests',
      severity: 'error',
      comment: 'Tests use the program, never the other way.',
      from: { path: '^(lib|main)' },
      to: { path: '^(test|scripts|bench)/' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
