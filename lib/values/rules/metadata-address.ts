import { type Rule, refuse } from './rule';

/** One of two ways to deal with the metadata address, not both (B-40). */
export const metadataAddress: Rule = ({ singleuser: { cloudMetadata, networkPolicy } }) =>
  cloudMetadata.blockWithIptables &&
  networkPolicy.enabled &&
  networkPolicy.egressAllowRules.cloudMetadataServer
    ? [
        refuse(
          'VALUES_CONFLICT',
          ['singleuser', 'networkPolicy', 'egressAllowRules', 'cloudMetadataServer'],
          'The NetworkPolicy opens the metadata address while blockWithIptables blocks it.',
          'Set singleuser.cloudMetadata.blockWithIptables: false to open it, or leave cloudMetadataServer false.',
        ),
      ]
    : [];
