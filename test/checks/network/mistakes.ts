/** Mistakes that people make in NetworkPolicies, each put into the policies of a hub that is right. */
import type { AnyObject } from '../../support/render';

export interface Mistake {
  readonly name: string;
  readonly make: (policies: Readonly<Record<string, AnyObject>>) => void;
  /** Words of the message that has to come. */
  readonly says: string;
}

const spec = (policies: Readonly<Record<string, AnyObject>>, name: string): AnyObject =>
  (policies[name] as AnyObject).spec;
/** Rules of a list that hold this text. */
const having = (rules: AnyObject[], text: string): AnyObject =>
  rules.find((each) => JSON.stringify(each).includes(text)) as AnyObject;
const without = (rules: AnyObject[], text: string): AnyObject[] =>
  rules.filter((each) => !JSON.stringify(each).includes(text));

export const MISTAKES: readonly Mistake[] = [
  {
    name: 'the selector of the hub has a typing error: the policy closes nothing',
    make: (all) => {
      spec(all, 'hub').podSelector.matchLabels.component = 'hubb';
    },
    says: 'another pod here can reach hub at 8081',
  },
  {
    name: 'the policy of servers is in another namespace',
    make: (all) => {
      (all['singleuser'] as AnyObject).metadata.namespace = 'jupyter-lab';
    },
    says: 'servers can reach servers at 8888',
  },
  {
    name: 'policyTypes leaves out Egress: everything is open',
    make: (all) => {
      spec(all, 'singleuser').policyTypes = ['Ingress'];
    },
    says: 'servers can reach metadata at 80',
  },
  {
    name: 'policyTypes leaves out Ingress: everybody gets in',
    make: (all) => {
      spec(all, 'hub').policyTypes = ['Egress'];
    },
    says: 'a pod elsewhere can reach hub at 8081',
  },
  {
    name: 'DNS by TCP is forgotten',
    make: (all) => {
      const dns = having(spec(all, 'singleuser').egress, '"UDP"');
      dns.ports = dns.ports.filter((each: AnyObject) => each.protocol === 'UDP');
    },
    says: 'servers cannot reach dns at 53:',
  },
  {
    name: 'DNS is asked by TCP only',
    make: (all) => {
      const dns = having(spec(all, 'hub').egress, '"UDP"');
      dns.ports = dns.ports.filter((each: AnyObject) => each.protocol === 'TCP');
    },
    says: 'hub cannot reach dns at 53/UDP',
  },
  {
    name: 'protocol UDP for a port of TCP',
    make: (all) => {
      having(spec(all, 'singleuser').egress, '8081').ports[0].protocol = 'UDP';
    },
    says: 'servers cannot reach hub at 8081',
  },
  {
    name: 'the port of the Service instead of that of the pod',
    make: (all) => {
      having(spec(all, 'hub').egress, '8888').ports[0].port = 80;
    },
    says: 'hub cannot reach servers at 8888',
  },
  {
    name: 'the name of a port that no container has',
    make: (all) => {
      having(spec(all, 'hub').ingress, 'network-access-hub').ports[0].port = 'hub';
    },
    says: 'proxy cannot reach hub at 8081',
  },
  {
    name: 'two selectors that were one: all pods of the namespace, or all of the controller',
    make: (all) => {
      having(spec(all, 'hub').ingress, 'network-access-hub').from.push({ podSelector: {} });
    },
    says: 'another pod here can reach hub at 8081',
  },
  {
    name: 'an empty namespaceSelector: every namespace',
    make: (all) => {
      having(spec(all, 'singleuser').ingress, 'network-access-singleuser').from.push({
        namespaceSelector: {},
      });
    },
    says: 'a pod elsewhere can reach servers at 8888',
  },
  {
    name: 'a rule of nothing: open to everybody',
    make: (all) => {
      spec(all, 'proxy').ingress.push({});
    },
    says: 'another pod here can reach proxy at 8001',
  },
  {
    name: 'from is an empty list: that is everybody',
    make: (all) => {
      having(spec(all, 'proxy').ingress, 'network-access-proxy-api').from = [];
    },
    says: 'another pod here can reach proxy at 8001',
  },
  {
    name: 'the exception for the metadata address is lost',
    make: (all) => {
      for (const rule of spec(all, 'singleuser').egress)
        for (const peer of rule.to) if (peer.ipBlock?.cidr === '0.0.0.0/0') delete peer.ipBlock.except;
    },
    says: 'servers can reach metadata at 80',
  },
  {
    name: 'an exception for another metadata address',
    make: (all) => {
      for (const rule of spec(all, 'singleuser').egress)
        for (const peer of rule.to)
          if (peer.ipBlock?.except)
            peer.ipBlock.except = peer.ipBlock.except.map((each: string) =>
              each.replace('169.254.169.254', '169.254.169.253'),
            );
    },
    says: 'servers can reach metadata at 80',
  },
  {
    name: 'the namespace of PostgreSQL has a typing error',
    make: (all) => {
      const rule = having(spec(all, 'singleuser').egress, '5432');
      rule.to[0].namespaceSelector.matchLabels['kubernetes.io/metadata.name'] = 'postgresql';
    },
    says: 'servers cannot reach postgresql at 5432',
  },
  {
    name: 'a namespace is meant by a label that it does not have',
    make: (all) => {
      const rule = having(spec(all, 'singleuser').egress, '5432');
      rule.to[0].namespaceSelector.matchLabels = { name: 'postgres' };
    },
    says: 'servers cannot reach postgresql at 5432',
  },
  {
    name: 'the rule for Vault is dropped',
    make: (all) => {
      spec(all, 'hub').egress = without(spec(all, 'hub').egress, '"vault"');
    },
    says: 'hub cannot reach vault',
  },
  {
    name: 'the whole internet instead of an address range',
    make: (all) => {
      having(spec(all, 'hub').egress, '192.168.20.0/24').to[0].ipBlock.cidr = '0.0.0.0/0';
      delete having(spec(all, 'hub').egress, '636').ports;
    },
    says: 'hub can reach internet at 80',
  },
  {
    name: 'a port too many for servers',
    make: (all) => {
      const rule = having(spec(all, 'singleuser').egress, 'storage');
      delete rule.to[0].podSelector;
      delete rule.to[0].namespaceSelector;
      rule.to[0].namespaceSelector = {};
    },
    says: 'servers can reach clickhouse at 9000',
  },
  {
    name: 'Prometheus is elsewhere',
    make: (all) => {
      spec(all, 'hub').ingress = without(spec(all, 'hub').ingress, 'monitoring');
    },
    says: 'prometheus cannot reach hub at 8081',
  },
  {
    name: 'the proxy is open to every namespace',
    make: (all) => {
      having(spec(all, 'proxy').ingress, 'traefik').from[0].namespaceSelector = {};
    },
    says: 'a pod elsewhere can reach proxy at 8000',
  },
  {
    name: 'the ingress controller is shut out',
    make: (all) => {
      spec(all, 'proxy').ingress = without(spec(all, 'proxy').ingress, 'traefik');
    },
    says: 'ingress controller cannot reach proxy at 8000',
  },
  {
    name: 'a range of ports that ends too early',
    make: (all) => {
      having(spec(all, 'singleuser').egress, '9010').ports = [{ port: 9001, endPort: 9010 }];
    },
    says: 'servers cannot reach geo app=tiles at 9000',
  },
];
