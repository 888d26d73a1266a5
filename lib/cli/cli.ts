/** The command line: parses arguments, runs one command, ends with its status. */
import { Command, CommanderError } from 'commander';
import { addAssumptions, runAssumptions } from './commands/assumptions';
import { addCheckHub, runCheckHub } from './commands/check-hub';
import { addCheckNetwork, runCheckNetwork } from './commands/check-network';
import { addImages } from './commands/images';
import { addKeycloak } from './commands/keycloak';
import { addMcp } from './commands/mcp';
import { addRender, runRender } from './commands/render';
import { addSecrets } from './commands/secrets';
import { addStorage } from './commands/storage';
import { addSynth, runSynth } from './commands/synth';
import { addToken } from './commands/token';
import { addVault } from './commands/vault';
import { Console } from './console';
import { runDayTwo } from './day-two-loader';
import { EXIT } from './exit-code';
import { guarded } from './guarded';

export function main(argv: readonly string[], version: string): void {
  const console = new Console();
  const program = new Command('hubsynth')
    .description(
      'One typed config file per hub becomes the plain Kubernetes YAML of a whole JupyterHub platform.',
    )
    .version(version)
    .showHelpAfterError('(hubsynth --help says more)')
    .exitOverride();
  addSynth(program, (options) => guarded(console, () => runSynth(options, console), options.json));
  addRender(program, (options) => guarded(console, () => runRender(options, console), options.json));
  const check = program.command('check').description('check what was rendered');
  addCheckHub(check, (options) => guarded(console, () => runCheckHub(options, console), options.json));
  addCheckNetwork(check, (options) =>
    guarded(console, () => runCheckNetwork(options, console), options.json),
  );
  addAssumptions(program, (options) =>
    guarded(console, () => runAssumptions(options, console), options.json),
  );
  addImages(program, {
    build: (options) => runDayTwo('imagesBuild', options, console),
    push: (options) => runDayTwo('imagesPush', options, console),
  });
  addKeycloak(program, (options) => runDayTwo('keycloakClient', options, console));
  addMcp(program, {
    config: (options) => runDayTwo('mcpConfig', options, console),
    claude: (options) => runDayTwo('mcpClaude', options, console),
    status: (options) => runDayTwo('mcpStatus', options, console),
  });
  addSecrets(program, {
    init: (options) => runDayTwo('secretsInit', options, console),
    rotate: (options) => runDayTwo('secretsRotate', options, console),
    check: (options) => runDayTwo('secretsCheck', options, console),
  });
  addStorage(program, {
    plan: (options) => runDayTwo('storagePlan', options, console),
    release: (options) => runDayTwo('storageRelease', options, console),
  });
  addToken(program, (options) => runDayTwo('tokenCreate', options, console));
  addVault(program, {
    setup: (options) => runDayTwo('vaultSetup', options, console),
    token: (options) => runDayTwo('vaultToken', options, console),
    check: (options) => runDayTwo('vaultCheck', options, console),
  });
  try {
    program.parse([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version are no errors; everything else is wrong input, already explained.
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.input;
  }
}
