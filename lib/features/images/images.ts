/** `images`: names of the notebook images. */
import type { Images } from '../../config/schema/images';

export interface ImageSettings {
  readonly notebook: string;
  readonly cudaNotebook: string;
}

/** Whole names: registry, repository and tag. */
export function imageSettings(section: Images | undefined): ImageSettings {
  const {
    registry = 'localhost:30500',
    tag = 'python-3.12-28',
    notebook = 'datastack-notebook',
    cudaNotebook = 'datastack-cuda-notebook',
  } = section ?? {};
  const name = (repository: string) => `${registry}/${repository}:${tag}`;
  return { notebook: name(notebook), cudaNotebook: name(cudaNotebook) };
}
