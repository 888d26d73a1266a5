// The cdk8s app (main.ts), for `npm run synth` and cdk8s.yaml.
require('./load')('main');
