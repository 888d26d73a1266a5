/** The grammars of names that the API server knows, with the words that messages use for them. */

export interface Grammar {
  readonly pattern: RegExp;
  readonly longest: number;
  readonly called: string;
}

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';

export const DNS_LABEL: Grammar = {
  pattern: new RegExp(`^${LABEL}$`),
  longest: 63,
  called: 'a DNS label: up to 63 of a-z, 0-9 and -, a letter or digit first and last',
};

/** Services, on versions before 1.36: their names once had to be older DNS labels. */
export const DNS_LABEL_1035: Grammar = {
  pattern: /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/,
  longest: 63,
  called: 'a DNS label that begins with a letter: up to 63 of a-z, 0-9 and -',
};

export const DNS_SUBDOMAIN: Grammar = {
  pattern: new RegExp(`^${LABEL}(?:\\.${LABEL})*$`),
  longest: 253,
  called: 'a DNS name: up to 253 of a-z, 0-9, - and ., a letter or digit first and last in each part',
};

export const PATH_SEGMENT: Grammar = {
  pattern: /^(?!\.{1,2}$)[^/%]+$/,
  longest: Number.POSITIVE_INFINITY,
  called: 'one segment of a URL path: without / and %, and neither . nor ..',
};

export const LABEL_VALUE: Grammar = {
  pattern: /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/,
  longest: 63,
  called: 'a label value: up to 63 letters, digits, -, _ and ., a letter or digit first and last, or empty',
};

export const DATA_KEY: Grammar = {
  pattern: /^(?!\.$|\.\.)[-._a-zA-Z0-9]+$/,
  longest: 253,
  called: 'a file name: up to 253 letters, digits, -, _ and ., not beginning with ..',
};

export const PORT_NAME: Grammar = {
  pattern: /^(?=.*[a-z])(?!.*--)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/,
  longest: 15,
  called: 'a port name: up to 15 of a-z, 0-9 and -, at least one letter',
};

export function follows(grammar: Grammar, text: string): boolean {
  return text.length <= grammar.longest && grammar.pattern.test(text);
}

export const QUALIFIED_NAME =
  'a name of up to 63 letters, digits, -, _ and ., with or without a DNS name and / before it';

const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** The keys of labels, annotations and taints. */
export function isQualifiedName(text: string): boolean {
  const slash = text.indexOf('/');
  const name = text.slice(slash + 1);
  if (slash >= 0 && !follows(DNS_SUBDOMAIN, text.slice(0, slash))) return false;
  return name.length <= 63 && NAME.test(name);
}
