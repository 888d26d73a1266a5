/** How an image is built and pushed: commands of whichever engine is there. */
export const ENGINES = ['docker', 'podman', 'buildah'] as const;

export type Engine = (typeof ENGINES)[number];

export interface Image {
  /** Folder below images/, which has its Dockerfile. */
  readonly folder: 'datastack-notebook' | 'datastack-cuda-notebook';
  /** Registry, repository and tag. */
  readonly name: string;
}

export interface BuildProps {
  /** The program: `docker`, or a path to it. */
  readonly program: string;
  readonly image: Image;
  /** The folder that the engine is given. */
  readonly context: string;
  /** `NAME=value`. */
  readonly buildArgs: readonly string[];
  /** Whether layers of earlier builds are used. */
  readonly cache: boolean;
}

/** All three take these arguments alike. */
export function buildCommand({ program, image, context, buildArgs, cache }: BuildProps): string[] {
  const version = image.name.slice(image.name.lastIndexOf(':') + 1);
  return [
    program,
    'build',
    '--file',
    `${context}/${image.folder}/Dockerfile`,
    '--tag',
    image.name,
    ...['VERSION', ...buildArgs].flatMap((each) => [
      '--build-arg',
      each === 'VERSION' ? `VERSION=${version}` : each,
    ]),
    ...(cache ? [] : ['--no-cache']),
    context,
  ];
}

export function pushCommand(program: string, image: Image): string[] {
  return [program, 'push', image.name];
}

/** The wheel of python/buunstack, into the context. */
export function wheelCommand(python: string, source: string, context: string): string[] {
  return [
    python,
    '-m',
    'pip',
    'wheel',
    '--quiet',
    '--disable-pip-version-check',
    '--no-deps',
    '--wheel-dir',
    `${context}/wheels`,
    source,
  ];
}
