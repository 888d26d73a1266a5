/** Every quirk, in the order of the inventory. */
import { q01 } from './q-01';
import { q02 } from './q-02';
import { q03 } from './q-03';
import { q04 } from './q-04';
import { q05 } from './q-05';
import { q06 } from './q-06';
import { q07 } from './q-07';
import { q08 } from './q-08';
import { q09 } from './q-09';
import { q10 } from './q-10';
import { q11 } from './q-11';
import { q12 } from './q-12';
import { q13 } from './q-13';
import { q14 } from './q-14';
import { q15 } from './q-15';
import { q16 } from './q-16';
import { q17 } from './q-17';
import { q18 } from './q-18';
import { q19 } from './q-19';
import { q20 } from './q-20';
import { q21 } from './q-21';
import { q22 } from './q-22';
import { q23 } from './q-23';
import { q24 } from './q-24';
import { q25 } from './q-25';
import { q26 } from './q-26';
import { q27 } from './q-27';
import { q28 } from './q-28';
import { q29 } from './q-29';
import type { QuirkNote } from './quirk';

export const QUIRKS: readonly QuirkNote[] = [
  q01,
  q02,
  q03,
  q04,
  q05,
  q06,
  q07,
  q08,
  q09,
  q10,
  q11,
  q12,
  q13,
  q14,
  q15,
  q16,
  q17,
  q18,
  q19,
  q20,
  q21,
  q22,
  q23,
  q24,
  q25,
  q26,
  q27,
  q28,
  q29,
];
