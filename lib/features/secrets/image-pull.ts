/** `secrets.imagePull`: a Secret with registry credentials that every pod pulls its image with. */
import type { Feature, FeatureContext } from '../feature';

export function imagePull({ sections }: FeatureContext): Feature {
  const name = sections.secrets?.imagePull;
  return name === undefined ? {} : { values: { imagePullSecrets: [{ name }] } };
}
