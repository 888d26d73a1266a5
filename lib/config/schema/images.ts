/** `images`: the notebook images of this platform (images/). */
import type { Static } from '@sinclair/typebox';
import { section, text } from './words';

const NAME = '^[a-z0-9]+([._/-][a-z0-9]+)*$';

export const ImagesSection = section('The notebook images of this platform.', {
  registry: text('Registry that they are pushed to and pulled from.', 'localhost:30500', {
    pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]+)?(/[a-z0-9._-]+)*$',
  }),
  tag: text('Their tag.', 'python-3.12-28', { pattern: '^[A-Za-z0-9_][A-Za-z0-9._-]*$', maxLength: 128 }),
  notebook: text('Repository of the image of buun-stack.', 'datastack-notebook', { pattern: NAME }),
  cudaNotebook: text('Repository of the image of buun-stack-cuda.', 'datastack-cuda-notebook', {
    pattern: NAME,
  }),
});

export type Images = NonNullable<Static<typeof ImagesSection>>;
