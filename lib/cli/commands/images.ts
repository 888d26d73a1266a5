/** `hubsynth images ...`: their arguments. What they do is in lib/cli/day-two. */
import { type Command, Option } from 'commander';
import { collect } from '../collect';
import { type CommonOptions, common } from '../day-two/options';

export interface ImagesOptions extends CommonOptions {
  readonly image?: 'notebook' | 'cuda';
  readonly engine?: string;
  readonly dryRun?: boolean;
}

export interface ImagesBuildOptions extends ImagesOptions {
  readonly buildArg?: readonly string[];
  /** False with --no-cache. */
  readonly cache: boolean;
  readonly python: string;
}

interface Runs {
  readonly build: (options: ImagesBuildOptions) => Promise<void>;
  readonly push: (options: ImagesOptions) => Promise<void>;
}

const STATUS =
  '\nExit status: 0 done, 1 a program failed, 2 the input is wrong, 3 there is no program that does it.';

export function addImages(program: Command, run: Runs): void {
  const images = program.command('images').description('the notebook images of images/');
  shared(images.command('build'))
    .description('build the wheel of buunstack, and the images with it')
    .option('--build-arg <name=value>', 'a version or a mirror; may be given several times', collect)
    .option('--no-cache', 'make all layers anew')
    .option('--python <program>', 'the Python, with pip, that builds the wheel', 'python3')
    .addHelpText(
      'after',
      `\nRegistry and tag are those of the config (images). The images are large: a first build may take half an hour.${STATUS}`,
    )
    .action(run.build);
  shared(images.command('push'))
    .description('push the images to their registry; log in there with the program before')
    .addHelpText('after', STATUS)
    .action(run.push);
}

function shared(command: Command): Command {
  return common(command)
    .addOption(new Option('--image <which>', 'only this one; usually both').choices(['notebook', 'cuda']))
    .option('--engine <program>', 'docker, podman, buildah, or a path; usually the first that is there')
    .option('--dry-run', 'print the commands, and run none');
}
