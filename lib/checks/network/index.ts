/** NetworkPolicies of a hub: who reaches whom, what has to, and what must not. */
export * from './endpoint';
export { type Policy, policyOf } from './policy';
export { type Answer, reach, type Verdict, type World } from './reach';
export {
  betweenParts,
  type Finding,
  findings,
  fromStrangers,
  type Parts,
  showFinding,
  type Wanted,
} from './wanted';
export { workloadPods } from './workloads';
