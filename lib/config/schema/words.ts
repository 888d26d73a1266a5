/** The words in which the config's own sections are described. Used when the schema is generated. */
import { type TProperties, Type } from '@sinclair/typebox';
import { DURATION } from '../../document/duration';
import { REFERENCE } from '../../values/schema/leaf';
import type { SecretRef } from '../../values/secret-ref';

export const closed = { additionalProperties: false } as const;

/** A section: it is on when it is there, unless it says otherwise. */
export const section = <T extends TProperties>(description: string, properties: T) =>
  Type.Optional(
    Type.Object(
      {
        enabled: Type.Optional(
          Type.Boolean({ description: 'Switches the section off without deleting it.', default: true }),
        ),
        ...properties,
      },
      { ...closed, description },
    ),
  );

export const group = <T extends TProperties>(description: string, properties: T) =>
  Type.Optional(Type.Object(properties, { ...closed, description }));

export const needed = (description: string, more: Record<string, unknown> = {}) =>
  Type.String({ description, minLength: 1, ...more });

export const text = (description: string, value?: string, more: Record<string, unknown> = {}) =>
  Type.Optional(
    Type.String({ description, minLength: 1, ...(value === undefined ? {} : { default: value }), ...more }),
  );

export const flag = (description: string, value?: boolean) =>
  Type.Optional(Type.Boolean({ description, ...(value === undefined ? {} : { default: value }) }));

export const texts = (description: string, value?: readonly string[]) =>
  Type.Optional(
    Type.Unsafe<readonly string[]>({
      type: 'array',
      items: { type: 'string', minLength: 1 },
      description,
      ...(value === undefined ? {} : { default: value }),
    }),
  );

export const choice = <const T extends readonly string[]>(
  of: T,
  description: string,
  value: NoInfer<T[number]>,
) => Type.Optional(Type.Unsafe<T[number]>({ enum: of, description, default: value }));

/** Seconds, or a text such as `24h`. */
export const duration = (description: string, value: string | number) =>
  Type.Optional(
    Type.Unsafe<string | number>({
      type: ['string', 'integer'],
      pattern: DURATION,
      minimum: 0,
      description: `${description} Seconds, or such as 90s, 5m, 24h, 1h30m, 1d.`,
      default: value,
    }),
  );

/** An address without a slash at its end, user name or query. */
export const address = (description: string) =>
  needed(description, { pattern: '^https?://[^\\s/?#@]+(/[^\\s?#]*[^\\s?#/])?$' });

export const optionalAddress = (description: string) => Type.Optional(address(description));

export const reference = (description: string) =>
  Type.Optional(Type.Unsafe<SecretRef>({ type: 'object', description, ...REFERENCE }));

/** Name of an object in the namespace. */
export const objectName = (description: string, value?: string) =>
  text(description, value, {
    pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$',
    maxLength: 253,
  });

/** A path in a secret store: segments without anything that a URL or a policy would read otherwise. */
export const storePath = (description: string, value?: string) =>
  text(description, value, { pattern: '^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$' });

const place = (description: string) =>
  group(description, { name: needed('Its name.'), key: text('Its key.', 'ca.crt') });

/** One of three. */
export const authority = (what: string) =>
  group(`The private authority that signed the certificate of ${what}; one of the three.`, {
    configMap: place('A ConfigMap in the namespace of the hub.'),
    secret: place('A Secret in the namespace of the hub.'),
    pem: text('The certificates themselves: they are public.', undefined, {
      pattern: '-----BEGIN CERTIFICATE-----',
    }),
  });
