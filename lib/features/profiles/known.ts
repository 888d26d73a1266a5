/** The profiles that hubsynth knows: names, words and images. */
import type { Images } from '../../config/schema/images';
import type { KnownProfile, Profiles } from '../../config/schema/profiles';
import { imageSettings } from '../images/images';

export interface Known {
  readonly displayName: string;
  readonly description: string;
  readonly image: string;
}

/** In Docker Stacks' own words for what is in them: jupyter-docker-stacks.readthedocs.io. */
export function knownProfiles(
  tag: Profiles['tag'],
  images: Images | undefined,
): Readonly<Record<KnownProfile, Known>> {
  const stack = (name: string) => `quay.io/jupyter/${name}-notebook:${tag ?? 'python-3.12.10'}`;
  const own = imageSettings(images);
  return {
    minimal: {
      displayName: 'Minimal',
      description: 'Python and the tools of a terminal.',
      image: stack('minimal'),
    },
    base: { displayName: 'Base', description: 'Python, and little else.', image: stack('base') },
    datascience: {
      displayName: 'Data science',
      description: 'Python, R and Julia with libraries for data and plots.',
      image: stack('datascience'),
    },
    pyspark: { displayName: 'PySpark', description: 'Python with Apache Spark.', image: stack('pyspark') },
    pytorch: { displayName: 'PyTorch', description: 'Python with PyTorch.', image: stack('pytorch') },
    tensorflow: {
      displayName: 'TensorFlow',
      description: 'Python with TensorFlow.',
      image: stack('tensorflow'),
    },
    'buun-stack': {
      displayName: 'Buun stack',
      description: 'Data, Spark, machine learning and language models; your secrets in Vault.',
      image: own.notebook,
    },
    'buun-stack-cuda': {
      displayName: 'Buun stack with CUDA',
      description: 'The buun stack on NVIDIA graphics processors.',
      image: own.cudaNotebook,
    },
  };
}
